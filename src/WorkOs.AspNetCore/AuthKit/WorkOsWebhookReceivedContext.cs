namespace WorkOs.AspNetCore;

/// <summary>A webhook that WorkOS has signed. Sessions that it ends have ended by now.</summary>
public sealed class WorkOsWebhookReceivedContext
{
    internal WorkOsWebhookReceivedContext(
        HttpContext context, AuthenticationScheme scheme, WorkOsAuthKitOptions options, string id, string eventName, JsonElement data, DateTimeOffset happenedAt)
    {
        HttpContext = context;
        Scheme = scheme;
        Options = options;
        Id = id;
        EventName = eventName;
        Data = data;
        HappenedAt = happenedAt;
    }

    /// <summary>The request of WorkOS, whose body has been read.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>The AuthKit scheme that the endpoint serves.</summary>
    public AuthenticationScheme Scheme { get; }

    /// <summary>The options of the scheme.</summary>
    public WorkOsAuthKitOptions Options { get; }

    /// <summary>The id of the event (<c>event_…</c>): WorkOS may send one event more than once.</summary>
    public string Id { get; }

    /// <summary>What happened, such as <c>user.updated</c>.</summary>
    public string EventName { get; }

    /// <summary>The object that the event is about.</summary>
    public JsonElement Data { get; }

    /// <summary>When it happened, by WorkOS's clock; never later than when the call was signed.</summary>
    public DateTimeOffset HappenedAt { get; }
}
