namespace WorkOs.AspNetCore;

/// <summary>Reads what profiles and users have in common.</summary>
internal static class JsonPerson
{
    /// <summary>The full name, put together from its parts where WorkOS sends none; never blank.</summary>
    public static string? NameOf(JsonElement person) => person.GetStringOrNull("name") ?? ComposeName(person);

    private static string? ComposeName(JsonElement person)
    {
        var parts = new[] { person.GetStringOrNull("first_name"), person.GetStringOrNull("last_name") };
        var composed = string.Join(' ', parts.OfType<string>());
        return composed.Length > 0 ? composed : null;
    }
}
