using System.Collections.Concurrent;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The changes for the next tokens, oldest first. Each is applied to one token.</summary>
internal sealed class TokenChanges
{
    private readonly ConcurrentQueue<Action<WorkOsSandboxToken>> _next = new();

    public void Add(Action<WorkOsSandboxToken> change) => _next.Enqueue(change);

    public Action<WorkOsSandboxToken>? Take() => _next.TryDequeue(out var change) ? change : null;
}
