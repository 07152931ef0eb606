namespace WorkOs.AspNetCore;

/// <summary>
/// The context of <see cref="WorkOsBearerEvents.TokenValidated"/>. <c>Principal</c> has the claims of the token; <c>Properties</c> has
/// the times at which the token was issued and expires.
/// </summary>
public sealed class WorkOsBearerTokenValidatedContext : ResultContext<WorkOsBearerOptions>
{
    /// <summary>Creates the context.</summary>
    /// <param name="context">The current request.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="options">The options of the scheme.</param>
    public WorkOsBearerTokenValidatedContext(HttpContext context, AuthenticationScheme scheme, WorkOsBearerOptions options)
        : base(context, scheme, options)
    {
    }
}
