namespace WorkOs.AspNetCore;

/// <summary>The context of <see cref="WorkOsBearerEvents.MessageReceived"/>.</summary>
public sealed class WorkOsBearerMessageReceivedContext : ResultContext<WorkOsBearerOptions>
{
    /// <summary>Creates the context.</summary>
    /// <param name="context">The current request.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="options">The options of the scheme.</param>
    public WorkOsBearerMessageReceivedContext(HttpContext context, AuthenticationScheme scheme, WorkOsBearerOptions options)
        : base(context, scheme, options)
    {
    }

    /// <summary>
    /// The token to validate. Default: <see langword="null"/>; the token of the <c>Authorization</c> header is then validated.
    /// Set it for requests that cannot have that header, such as WebSockets, which usually send the token in the query string.
    /// Proxies write query strings to their logs.
    /// </summary>
    public string? Token { get; set; }
}
