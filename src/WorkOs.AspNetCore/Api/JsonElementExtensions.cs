namespace WorkOs.AspNetCore;

/// <summary>Reads JSON in which any property may be missing or of an unexpected type, without throwing.</summary>
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
    /// Whether every string can be converted to a .NET string. JSON can contain half a surrogate pair (<c>\ud800</c>), and the first code of the
    /// app that reads it would throw.
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
