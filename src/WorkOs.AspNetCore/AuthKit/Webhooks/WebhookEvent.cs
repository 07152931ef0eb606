using System.Globalization;
using System.Text.Json;

namespace WorkOs.AspNetCore;

/// <summary>The part of a webhook that says what happened, to whom, and when.</summary>
internal sealed record WebhookEvent(string Id, string Name, JsonElement Data, DateTimeOffset? CreatedAt)
{
    private static readonly JsonDocumentOptions StrictJson = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public static WebhookEvent? TryRead(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, StrictJson);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.HasReadableStrings()
                && root.GetStringOrNull("id") is { } id
                && root.GetStringOrNull("event") is { } name
                && root.GetObjectOrNull("data") is { } data
                    ? new WebhookEvent(id, name, data.Clone(), ReadTime(root.GetStringOrNull("created_at")))
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
