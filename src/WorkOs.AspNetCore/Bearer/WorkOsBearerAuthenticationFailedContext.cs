using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>What <see cref="WorkOsBearerEvents.AuthenticationFailed"/> gets.</summary>
public class WorkOsBearerAuthenticationFailedContext : ResultContext<WorkOsBearerOptions>
{
    /// <summary>Makes the context of one request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="options">Its options.</param>
    /// <param name="failure">Why the token was refused.</param>
    public WorkOsBearerAuthenticationFailedContext(
        HttpContext context, AuthenticationScheme scheme, WorkOsBearerOptions options, WorkOsTokenFailure failure)
        : base(context, scheme, options)
    {
        TokenFailure = failure;
    }

    /// <summary>Why the token was refused. For the app: whoever sent the token is not told.</summary>
    public WorkOsTokenFailure TokenFailure { get; }
}
