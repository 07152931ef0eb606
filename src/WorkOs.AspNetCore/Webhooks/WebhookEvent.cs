using System.Globalization;

namespace WorkOs.AspNetCore;

/// <summary>The part of a webhook that says what happened, to whom, and when.</summary>
/// <param name="Id">The id of the event.</param>
/// <param name="Name">What happened.</param>
/// <param name="Data">To whom.</param>
/// <param name="HappenedAt">
/// When it happened, by WorkOS's clock. If the event has no time, or a time later than its signature, the time of the signature is used, so that a
/// session that begins later is never ended.
/// </param>
internal sealed record WebhookEvent(string Id, string Name, JsonElement Data, DateTimeOffset HappenedAt)
{
    public static WebhookEvent? TryRead(ReadOnlyMemory<byte> body, DateTimeOffset signedAt)
    {
        using var document = StrictJson.TryParseObject(body);
        if (document?.RootElement is not { } root
            || root.GetStringOrNull("id") is not { } id
            || root.GetStringOrNull("event") is not { } name
            || root.GetObjectOrNull("data") is not { } data)
        {
            return null;
        }

        var isKnown = DateTimeOffset.TryParse(
            root.GetStringOrNull("created_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var createdAt);
        return new WebhookEvent(id, name, data.Clone(), isKnown && createdAt < signedAt ? createdAt : signedAt);
    }
}
