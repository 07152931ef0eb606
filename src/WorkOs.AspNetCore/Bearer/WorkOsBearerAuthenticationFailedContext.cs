namespace WorkOs.AspNetCore;

/// <summary>The context of <see cref="WorkOsBearerEvents.AuthenticationFailed"/>.</summary>
public sealed class WorkOsBearerAuthenticationFailedContext : ResultContext<WorkOsBearerOptions>
{
    /// <summary>Creates the context.</summary>
    /// <param name="context">The current request.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="options">The options of the scheme.</param>
    /// <param name="failure">Why the token was refused.</param>
    public WorkOsBearerAuthenticationFailedContext(
        HttpContext context, AuthenticationScheme scheme, WorkOsBearerOptions options, WorkOsTokenFailure failure)
        : base(context, scheme, options)
    {
        TokenFailure = failure;
    }

    /// <summary>Why the token was refused. It is for the app only; the response does not contain it.</summary>
    public WorkOsTokenFailure TokenFailure { get; }
}
