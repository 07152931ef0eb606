using System.Collections.Concurrent;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// The authorization requests in progress. A request is kept after the person has signed in, because the browser's Back button returns to the page of
/// the identity provider, which then responds again.
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
