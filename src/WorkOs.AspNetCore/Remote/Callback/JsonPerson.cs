namespace WorkOs.AspNetCore;

/// <summary>Reads what profiles and users have in common.</summary>
internal static class JsonPerson
{
    /// <summary>The full name, put together from its parts where WorkOS sends none; empty where there are none either.</summary>
    public static string NameOf(JsonElement person)
    {
        string?[] parts = person.GetStringOrNull("name") is { } name ? [name] : [person.GetStringOrNull("first_name"), person.GetStringOrNull("last_name")];
        return string.Join(' ', parts.OfType<string>());
    }
}
