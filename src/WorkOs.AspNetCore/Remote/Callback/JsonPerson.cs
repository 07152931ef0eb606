namespace WorkOs.AspNetCore;

/// <summary>Reads the properties that profiles and users have in common.</summary>
internal static class JsonPerson
{
    /// <summary>The full name; the first and last name if WorkOS sends no full name; empty if these are missing too.</summary>
    public static string NameOf(JsonElement person)
    {
        string?[] parts = person.GetStringOrNull("name") is { } name ? [name] : [person.GetStringOrNull("first_name"), person.GetStringOrNull("last_name")];
        return string.Join(' ', parts.OfType<string>());
    }
}
