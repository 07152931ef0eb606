using System.Collections.Concurrent;

namespace WorkOs.AspNetCore.Testing;

/// <summary>AuthKit's codes and pending authentication tokens: ten minutes, once.</summary>
internal sealed class AuthKitGrants(TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, AuthKitGrant> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AuthKitGrant> _pending = new(StringComparer.Ordinal);

    /// <summary>Impersonators of the sign-ins to come.</summary>
    public ConcurrentQueue<Impersonator> NextImpersonators { get; } = new();

    public string IssueCode(AuthKitGrant grant)
    {
        if (grant.Impersonator is null && NextImpersonators.TryDequeue(out var impersonator))
        {
            grant = grant with { Impersonator = impersonator };
        }

        return Keep(_codes, SandboxIds.New(""), grant);
    }

    public string IssuePending(AuthKitGrant grant) => Keep(_pending, SandboxIds.NewSecret(), grant);

    public AuthKitGrant? RedeemCode(string code) => _codes.TryRemove(code, out var grant) ? Living(grant) : null;

    public AuthKitGrant? Pending(string token) => _pending.TryGetValue(token, out var grant) ? Living(grant) : null;

    /// <summary>True for one caller only.</summary>
    public bool SpendPending(string token) => _pending.TryRemove(token, out _);

    private string Keep(ConcurrentDictionary<string, AuthKitGrant> store, string key, AuthKitGrant grant)
    {
        store[key] = grant with { Expires = clock.GetUtcNow() + Lifetime };
        return key;
    }

    private AuthKitGrant? Living(AuthKitGrant grant) => clock.GetUtcNow() < grant.Expires ? grant : null;
}
