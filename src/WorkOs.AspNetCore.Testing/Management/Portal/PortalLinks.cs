namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// The links to the Admin Portal, which are valid for five minutes and can be used once, and the sessions that were started with them.
/// </summary>
internal sealed class PortalLinks(TimeProvider clock)
{
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(5);

    private readonly ShortLived<PortalSession> _links = new(clock, LinkLifetime);
    private readonly ShortLived<PortalSession> _sessions = new(clock);

    /// <summary>Returns the token of a new link.</summary>
    public string Add(PortalSession session) => _links.Add(SandboxIds.NewSecret(), session);

    /// <summary>Starts a session and returns its id, or null if the token is not valid.</summary>
    public string? Open(string token) => _links.Take(token) is { } session ? _sessions.Add(SandboxIds.NewSecret(), session) : null;

    public PortalSession? Session(string? id) => id is null ? null : _sessions.Find(id);
}
