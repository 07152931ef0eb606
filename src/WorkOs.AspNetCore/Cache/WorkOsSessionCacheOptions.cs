namespace WorkOs.AspNetCore;

/// <summary>How the package uses the cache that holds its sessions: <c>services.Configure&lt;WorkOsSessionCacheOptions&gt;(…)</c>.</summary>
public sealed class WorkOsSessionCacheOptions
{
    /// <summary>
    /// How long one call to the cache may take, whatever timeout the client of the cache has. After that, the cache counts as unavailable for this
    /// request: a stored session is not signed out, and an ended session is accepted until WorkOS refuses to refresh it. Default: 2 seconds. Must
    /// be positive.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);
}
