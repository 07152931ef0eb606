namespace WorkOs.AspNetCore;

/// <summary>Reads JSON that may lack anything, or have another type than promised, without throwing.</summary>
internal static class JsonElementExtensions
{
    public static string? GetStringOrNull(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { } text
        && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    public static JsonElement? GetObjectOrNull(this JsonElement element, string name) => element.Find(name, JsonValueKind.Object);

    public static JsonElement.ArrayEnumerator GetItems(this JsonElement element, string name) =>
        element.Find(name, JsonValueKind.Array)?.EnumerateArray() ?? default;

    /// <summary>
    /// Whether every string can become a .NET string. JSON may spell half a surrogate pair (<c>\ud800</c>), and
    /// reading that throws at whatever line of the app reads it first.
    /// </summary>
    public static bool HasReadableStrings(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().All(property => HasReadableStrings(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().All(HasReadableStrings),
        JsonValueKind.String => CanRead(element),
        _ => true,
    };

    private static JsonElement? Find(this JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;

    private static bool CanRead(JsonElement text)
    {
        try
        {
            _ = text.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
