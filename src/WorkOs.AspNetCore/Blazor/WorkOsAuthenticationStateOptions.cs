namespace WorkOs.AspNetCore;

/// <summary>How the authentication state of components follows the session of their user.</summary>
public sealed class WorkOsAuthenticationStateOptions
{
    /// <summary>
    /// How often the session of a circuit is checked. A change by another machine, or at WorkOS without a webhook, takes effect within this time; a
    /// change by this machine takes effect immediately. Each check makes one or two calls to the cache. Default: 30 seconds. Must be positive, and
    /// one day at most: otherwise the app does not start (<c>OptionsValidationException</c>).
    /// </summary>
    public TimeSpan RevalidationInterval { get; set; } = TimeSpan.FromSeconds(30);
}
