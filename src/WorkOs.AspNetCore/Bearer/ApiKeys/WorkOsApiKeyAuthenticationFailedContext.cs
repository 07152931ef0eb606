namespace WorkOs.AspNetCore;

/// <summary>The context of <see cref="WorkOsApiKeyEvents.AuthenticationFailed"/>.</summary>
public sealed class WorkOsApiKeyAuthenticationFailedContext : ResultContext<WorkOsApiKeyOptions>
{
    /// <summary>Creates the context.</summary>
    /// <param name="context">The current request.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="options">The options of the scheme.</param>
    /// <param name="failure">Why the key was refused.</param>
    public WorkOsApiKeyAuthenticationFailedContext(
        HttpContext context, AuthenticationScheme scheme, WorkOsApiKeyOptions options, WorkOsApiKeyFailure failure)
        : base(context, scheme, options)
    {
        KeyFailure = failure;
    }

    /// <summary>Why the key was refused. It is for the app only; the response does not contain it.</summary>
    public WorkOsApiKeyFailure KeyFailure { get; }
}
