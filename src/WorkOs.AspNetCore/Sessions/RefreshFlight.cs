namespace WorkOs.AspNetCore;

/// <summary>One refresh, from the first request that asks for it until its outcome is forgotten.</summary>
internal sealed class RefreshFlight(SessionRefresh session, Func<SessionRefresh, Task<RefreshOutcome>> refresh, TimeProvider time)
{
    private static readonly TimeSpan OutcomeLifetime = TimeSpan.FromSeconds(30);

    // Lazy, because two requests may each make a flight, and only the one that is kept may start.
    private readonly Lazy<Task<(RefreshOutcome Outcome, DateTimeOffset Landed)>> _landing = new(() => Task.Run(async () =>
        (await refresh(session), time.GetUtcNow())));

    /// <summary>The organization that the session is to move to; <see langword="null"/> to stay.</summary>
    public string? SwitchTo => session.SwitchTo;

    public bool HasLanded => _landing.Value.IsCompleted;

    /// <summary>Whether the outcome still answers requests that were sent with the same refresh token.</summary>
    public bool IsKept => _landing.Value is { IsCompletedSuccessfully: true, Result: var (outcome, landed) }
        && time.GetUtcNow() < KeepUntil(outcome, landed);

    public async Task<RefreshOutcome> WaitAsync(CancellationToken cancellationToken) =>
        (await _landing.Value.WaitAsync(cancellationToken)).Outcome;

    private static DateTimeOffset KeepUntil(RefreshOutcome outcome, DateTimeOffset landed) => outcome.Status switch
    {
        RefreshStatus.Postponed => landed + outcome.RetryAfter,
        RefreshStatus.Refused => landed,

        // The refresh token is spent, and the ticket that has the next one is nowhere else.
        RefreshStatus.Refreshed when !outcome.IsStored => SessionTimes.GetExpiry(outcome.Ticket!.Properties) ?? landed,
        _ => landed + OutcomeLifetime,
    };
}
