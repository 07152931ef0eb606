using System.Collections.Concurrent;

namespace WorkOs.AspNetCore.Testing;

/// <summary>AuthKit's codes and pending authentication tokens: each can be exchanged for one session.</summary>
internal sealed class AuthKitGrants(TimeProvider clock)
{
    public ShortLived<AuthKitGrant> Codes { get; } = new(clock);

    public ShortLived<AuthKitGrant> Pending { get; } = new(clock);

    /// <summary>The impersonators of the next sign-ins.</summary>
    public ConcurrentQueue<Impersonator> NextImpersonators { get; } = new();

    public string IssueCode(AuthKitGrant grant)
    {
        if (grant.Impersonator is null && NextImpersonators.TryDequeue(out var impersonator))
        {
            grant = grant with { Impersonator = impersonator };
        }

        return Codes.Add(SandboxIds.New(""), grant);
    }
}
