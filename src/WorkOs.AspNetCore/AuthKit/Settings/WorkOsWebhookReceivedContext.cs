namespace WorkOs.AspNetCore;

/// <summary>
/// The context of <see cref="WorkOsAuthKitEvents.WebhookReceived"/>: a webhook with a valid signature. Its body has been read, and the sessions that
/// it ends have ended.
/// </summary>
/// <param name="context">The request of WorkOS.</param>
/// <param name="scheme">The AuthKit scheme that the endpoint serves.</param>
/// <param name="options">The options of the scheme.</param>
/// <param name="id">The id of the event (<c>event_…</c>).</param>
/// <param name="eventName">The name of the event.</param>
/// <param name="data">The object that the event is about.</param>
/// <param name="happenedAt">When the event happened.</param>
/// <exception cref="ArgumentNullException"><paramref name="context"/>, <paramref name="scheme"/> or <paramref name="options"/> is null.</exception>
public sealed class WorkOsWebhookReceivedContext(
    HttpContext context, AuthenticationScheme scheme, WorkOsAuthKitOptions options, string id, string eventName, JsonElement data, DateTimeOffset happenedAt)
    : BaseContext<WorkOsAuthKitOptions>(context, scheme, options)
{
    /// <summary>The id of the event (<c>event_…</c>): WorkOS may send one event more than once.</summary>
    public string Id { get; } = id;

    /// <summary>The name of the event, for example <c>user.updated</c>.</summary>
    public string EventName { get; } = eventName;

    /// <summary>The object that the event is about.</summary>
    public JsonElement Data { get; } = data;

    /// <summary>When the event happened, by WorkOS's clock; never later than the timestamp of the signature.</summary>
    public DateTimeOffset HappenedAt { get; } = happenedAt;
}
