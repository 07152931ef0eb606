using System.Collections.Concurrent;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// The open authorize requests. One stays open after its answer, because a browser's Back button comes back to it
/// and an identity provider answers again.
/// </summary>
internal sealed class SignInAttempts
{
    private readonly ConcurrentDictionary<string, SignInAttempt> _attempts = new(StringComparer.Ordinal);

    public string Add(SignInAttempt attempt)
    {
        var id = SandboxIds.New("");
        _attempts[id] = attempt;
        return id;
    }

    public SignInAttempt? Find(string? id) => id is not null && _attempts.TryGetValue(id, out var attempt) ? attempt : null;
}
