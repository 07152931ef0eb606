using System.Text.Unicode;

namespace WorkOs.AspNetCore;

/// <summary>
/// Reads JSON only if every parser reads it in the same way: UTF-8, an object, no duplicate keys, no half of a surrogate pair, limited depth.
/// </summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public static JsonDocument? TryParseObject(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
        {
            return null;
        }

        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(json, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && (json.Span.IndexOf("\\u"u8) < 0 || document.RootElement.HasReadableStrings()))
            {
                return document;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON; or half of a surrogate pair in a key, which the parser cannot compare with the other keys.
        }

        document?.Dispose();
        return null;
    }
}
