using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>What <see cref="WorkOsBearerEvents.MessageReceived"/> gets.</summary>
public class WorkOsBearerMessageReceivedContext : ResultContext<WorkOsBearerOptions>
{
    /// <summary>Makes the context of one request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="options">Its options.</param>
    public WorkOsBearerMessageReceivedContext(HttpContext context, AuthenticationScheme scheme, WorkOsBearerOptions options)
        : base(context, scheme, options)
    {
    }

    /// <summary>
    /// The token to validate. <see langword="null"/>, unless the app sets it: it is then taken from the <c>Authorization</c> header.
    /// WebSockets can send none; their token usually comes in the query, which ends up in logs of proxies.
    /// </summary>
    public string? Token { get; set; }
}
