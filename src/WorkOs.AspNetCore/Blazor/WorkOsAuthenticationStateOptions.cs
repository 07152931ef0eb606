namespace WorkOs.AspNetCore;

/// <summary>How the authentication state of components follows the session of their user.</summary>
public sealed class WorkOsAuthenticationStateOptions
{
    /// <summary>
    /// How often the session of a circuit is looked at. What another machine, or WorkOS without a webhook, has changed is noticed after this time at the
    /// latest; what this machine has changed, at once. Each look is one call to the cache, or two. Default: 30 seconds. Must be positive, and one day at most: otherwise
    /// the app does not start (<c>OptionsValidationException</c>).
    /// </summary>
    public TimeSpan RevalidationInterval { get; set; } = TimeSpan.FromSeconds(30);
}
