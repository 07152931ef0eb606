namespace WorkOs.AspNetCore;

/// <summary>One refresh, from the first request that asks for it until its outcome is forgotten.</summary>
internal sealed class RefreshFlight(Func<Task<RefreshOutcome>> refresh, TimeProvider time)
{
    private static readonly TimeSpan OutcomeLifetime = TimeSpan.FromSeconds(30);

    // Lazy, because two requests may each make a flight, and only the one that is kept may start.
    private readonly Lazy<Task<(RefreshOutcome Outcome, DateTimeOffset Landed)>> _landing = new(() => Task.Run(async () =>
        (await refresh(), time.GetUtcNow())));

    public bool HasLanded => _landing.Value.IsCompleted;

    /// <summary>Whether the outcome still answers requests that were sent with the same refresh token.</summary>
    public bool IsKept => _landing.Value is { IsCompletedSuccessfully: true, Result: var (outcome, landed) }
        && time.GetUtcNow() - landed < LifetimeOf(outcome);

    public async Task<RefreshOutcome> WaitAsync(CancellationToken cancellationToken) =>
        (await _landing.Value.WaitAsync(cancellationToken)).Outcome;

    private static TimeSpan LifetimeOf(RefreshOutcome outcome) => outcome.Status switch
    {
        RefreshStatus.Postponed => outcome.RetryAfter,
        RefreshStatus.Refused => TimeSpan.Zero,
        _ => OutcomeLifetime,
    };
}
