using System.Collections.Concurrent;

namespace WorkOs.AspNetCore;

/// <summary>
/// The last outcomes of calls to WorkOS, for the health check, which makes no calls. Bound to this process and to the name of the scheme or HTTP
/// client; each outcome replaces the previous one.
/// </summary>
internal sealed class LastOutcomes(TimeProvider time)
{
    private readonly ConcurrentDictionary<(OutcomeKind Kind, string Name), (string? Error, long At)> _outcomes = new();

    /// <summary>The last outcomes, in a stable order.</summary>
    public IReadOnlyList<LastOutcome> All =>
    [
        .. _outcomes
            .Select(entry => new LastOutcome(entry.Key.Kind, entry.Key.Name, entry.Value.Error, time.GetElapsedTime(entry.Value.At)))
            .OrderBy(static outcome => outcome.Kind)
            .ThenBy(static outcome => outcome.Name, StringComparer.Ordinal),
    ];

    public void Set(OutcomeKind kind, string name, string? error) => _outcomes[(kind, name)] = (error, time.GetTimestamp());
}
