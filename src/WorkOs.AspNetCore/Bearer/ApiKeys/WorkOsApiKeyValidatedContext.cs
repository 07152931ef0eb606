namespace WorkOs.AspNetCore;

/// <summary>
/// The context of <see cref="WorkOsApiKeyEvents.KeyValidated"/>. <c>Principal</c> has the claims of the key; <c>Properties</c> has
/// the time at which the key expires, if it does.
/// </summary>
public sealed class WorkOsApiKeyValidatedContext : ResultContext<WorkOsApiKeyOptions>
{
    /// <summary>Creates the context.</summary>
    /// <param name="context">The current request.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="options">The options of the scheme.</param>
    public WorkOsApiKeyValidatedContext(HttpContext context, AuthenticationScheme scheme, WorkOsApiKeyOptions options)
        : base(context, scheme, options)
    {
    }
}
