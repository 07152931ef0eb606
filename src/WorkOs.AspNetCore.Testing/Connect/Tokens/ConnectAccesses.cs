using System.Collections.Concurrent;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The access tokens that the AuthKit domain issued, until they expire.</summary>
internal sealed class ConnectAccesses(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, ConnectAccess> _accesses = new(StringComparer.Ordinal);

    public void Add(string token, ConnectAccess access) => _accesses[token] = access;

    public ConnectAccess? Find(string? token) =>
        token is not null && _accesses.TryGetValue(token, out var access)
        && clock.GetUtcNow() < access.Expires && access.Consent is not { IsWithdrawn: true }
            ? access
            : null;
}
