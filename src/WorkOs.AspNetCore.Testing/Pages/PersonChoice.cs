namespace WorkOs.AspNetCore.Testing;

/// <summary>Radio buttons for people.</summary>
internal static class PersonChoice
{
    public static Html Render(string legend, IEnumerable<WorkOsSandboxPerson> people, WorkOsSandboxPerson chosen, Func<WorkOsSandboxPerson, string> value)
    {
        var options = people.Select(person => Html.Of(
            $"""
            <label><input type="radio" name="person" value="{value(person)}" required{new Html(person == chosen ? " checked" : "")}><span>{person.DisplayName} <small>{Detail(person)}</small></span></label>

            """));
        return Html.Of(
            $"""
            <fieldset>
            <legend>{legend}</legend>
            {Html.Join(options)}</fieldset>
            """);
    }

    private static string Detail(WorkOsSandboxPerson person) =>
        person.Roles.Count == 0 ? person.Email : $"{person.Email}, {string.Join(", ", person.Roles)}";
}
