using System.Globalization;
using System.Text.Json;

namespace WorkOs.AspNetCore;

/// <summary>The part of a webhook that says what happened, to whom, and when.</summary>
internal sealed record WebhookEvent(string Id, string Name, JsonElement Data, DateTimeOffset? CreatedAt)
{
    public static WebhookEvent? TryRead(ReadOnlyMemory<byte> body)
    {
        using var document = StrictJson.TryParseObject(body);
        return document?.RootElement is { } root
            && root.GetStringOrNull("id") is { } id
            && root.GetStringOrNull("event") is { } name
            && root.GetObjectOrNull("data") is { } data
                ? new WebhookEvent(id, name, data.Clone(), ReadTime(root.GetStringOrNull("created_at")))
                : null;
    }

    /// <summary>
    /// When it happened, by WorkOS's clock. Where the event does not say, or says later than it was signed: when it was
    /// signed, so that what begins later is never ended.
    /// </summary>
    public DateTimeOffset HappenedAt(DateTimeOffset signedAt) => CreatedAt < signedAt ? CreatedAt.Value : signedAt;

    private static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
