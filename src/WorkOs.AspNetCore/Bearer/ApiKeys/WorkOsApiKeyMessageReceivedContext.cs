namespace WorkOs.AspNetCore;

/// <summary>The context of <see cref="WorkOsApiKeyEvents.MessageReceived"/>.</summary>
public sealed class WorkOsApiKeyMessageReceivedContext : ResultContext<WorkOsApiKeyOptions>
{
    /// <summary>Creates the context.</summary>
    /// <param name="context">The current request.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="options">The options of the scheme.</param>
    public WorkOsApiKeyMessageReceivedContext(HttpContext context, AuthenticationScheme scheme, WorkOsApiKeyOptions options)
        : base(context, scheme, options)
    {
    }

    /// <summary>
    /// The key to validate. Default: <see langword="null"/>; the key of the header is then validated
    /// (<see cref="WorkOsApiKeyOptions.HeaderName"/>). Do not take a key from the query string: proxies write it to their logs.
    /// </summary>
    public string? Key { get; set; }
}
