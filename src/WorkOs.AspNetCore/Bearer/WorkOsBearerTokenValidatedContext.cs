using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>
/// What <see cref="WorkOsBearerEvents.TokenValidated"/> gets: the principal with the token's claims, and in the properties when the token
/// was issued and when it expires.
/// </summary>
public class WorkOsBearerTokenValidatedContext : ResultContext<WorkOsBearerOptions>
{
    /// <summary>Makes the context of one request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="options">Its options.</param>
    public WorkOsBearerTokenValidatedContext(HttpContext context, AuthenticationScheme scheme, WorkOsBearerOptions options)
        : base(context, scheme, options)
    {
    }
}
