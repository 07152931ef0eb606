namespace WorkOs.AspNetCore.Testing;

/// <summary>Links to the Admin Portal, good for five minutes and one visit, and the visits that began with one.</summary>
internal sealed class PortalLinks(TimeProvider clock)
{
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(5);

    private readonly ShortLived<PortalSession> _links = new(clock, LinkLifetime);
    private readonly ShortLived<PortalSession> _sessions = new(clock);

    /// <summary>The token of a new link.</summary>
    public string Add(PortalSession session) => _links.Add(SandboxIds.NewSecret(), session);

    /// <summary>Begins a visit and returns its id; null for a token that is not good, or no longer.</summary>
    public string? Open(string token) => _links.Take(token) is { } session ? _sessions.Add(SandboxIds.NewSecret(), session) : null;

    public PortalSession? Session(string? id) => id is null ? null : _sessions.Find(id);
}
