namespace WorkOs.AspNetCore;

/// <summary>
/// One refresh of a session, shared by all requests that need it. If the answer of WorkOS is lost, the refresh asks again in the background
/// while WorkOS repeats its answer. If the new ticket cannot be stored, the refresh tries again until its access token expires.
/// </summary>
/// <remarks>
/// WorkOS repeats an answer for 30 seconds: see <see href="https://workos.com/docs/authkit/session-resilience"/>. The outcome is kept for
/// requests that still have the old refresh token: for 30 seconds after a request received it, until the new access token expires while no
/// request received it or it is not stored, or until WorkOS may be asked again.
/// </remarks>
internal sealed class SharedRefresh
{
    private static readonly TimeSpan OutcomeLifetime = TimeSpan.FromSeconds(30);

    // When to ask again after the first attempt. An attempt takes at most five seconds, so the last answer arrives within the 30 seconds.
    private static readonly TimeSpan[] Replays = [.. new[] { 1, 6, 12, 18, 24 }.Select(static second => TimeSpan.FromSeconds(second))];
    private static readonly TimeSpan LastReplay = TimeSpan.FromSeconds(25);

    // The delay before each further attempt to store the new ticket. The last delay repeats.
    private static readonly TimeSpan[] StoreDelays = [.. new[] { 1, 2, 5, 10, 20 }.Select(static second => TimeSpan.FromSeconds(second))];

    private readonly RefreshRequest _request;
    private readonly RefreshAttempt _attempt;
    private readonly OutcomeReports _reports;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lazy<Task<AttemptResult>> _first;
    private volatile Task<AttemptResult>? _latest;
    private volatile Task? _background;
    private volatile bool _isReplaced;
    private long _receivedAt = long.MaxValue;

    public SharedRefresh(RefreshRequest request, RefreshAttempt attempt, OutcomeReports reports, TimeProvider time, ILogger logger)
    {
        (_request, _attempt, _reports, _time, _logger) = (request, attempt, reports, time, logger);

        // Lazy, because concurrent requests can each create an instance, and only the one in the dictionary may start.
        _first = new(StartAsync);
    }

    /// <summary>The organization that the session is to move to; <see langword="null"/> to stay.</summary>
    public string? SwitchTo => _request.SwitchTo;

    /// <summary>The attempt that is running, or else the last one.</summary>
    public Task<AttemptResult> LatestAttempt => _latest ?? _first.Value;

    /// <summary>Whether the outcome still answers requests that have the old refresh token.</summary>
    public bool IsKept => LatestAttempt is { IsCompletedSuccessfully: true, Result: var (outcome, at) } && _time.GetUtcNow() < outcome switch
    {
        RefreshOutcome.Postponed postponed => at + postponed.RetryAfter,
        RefreshOutcome.LeftToAnother left => at + left.Wait,
        RefreshOutcome.Refused => at,

        // The old refresh token was used, and the new one exists only here.
        RefreshOutcome.Refreshed refreshed when IsUnstored(refreshed) || Interlocked.Read(ref _receivedAt) == long.MaxValue
            => SessionState.Read(refreshed.Ticket.Properties)?.ExpiresAt is { } end && end > at + OutcomeLifetime ? end : at + OutcomeLifetime,
        RefreshOutcome.Refreshed => new DateTimeOffset(Interlocked.Read(ref _receivedAt), TimeSpan.Zero) + OutcomeLifetime,
        _ => at + OutcomeLifetime,
    };

    /// <summary>Whether no attempt is running or pending, and the outcome is not kept any more.</summary>
    public bool IsOver => _background is null or { IsCompleted: true } && LatestAttempt.IsCompleted && !IsKept;

    /// <summary>Hands the outcome to a request. A new ticket that is not stored yet is stored first, because the next request reads it from the store.</summary>
    public async Task<RefreshOutcome> ReceiveAsync(RefreshOutcome outcome)
    {
        if (outcome is RefreshOutcome.Refreshed unstored && IsUnstored(unstored))
        {
            outcome = await StoreAgainAsync(unstored, Log.RefreshNotStored);
        }

        if (outcome is RefreshOutcome.Refreshed)
        {
            Interlocked.CompareExchange(ref _receivedAt, _time.GetUtcNow().UtcTicks, long.MaxValue);
        }

        return outcome;
    }

    /// <summary>Waits for the running attempt, and for what runs in the background.</summary>
    public async Task WaitForEndAsync()
    {
        await LatestAttempt;
        await (_background ?? Task.CompletedTask);
    }

    /// <summary>Stops asking WorkOS, because another refresh of the session has begun.</summary>
    public void Replace() => _isReplaced = true;

    private static bool IsUnstored(RefreshOutcome.Refreshed refreshed) => refreshed.From?.Store is not null;

    private async Task<AttemptResult> StartAsync()
    {
        // The request that starts the refresh may not wait for all of it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var started = _time.GetTimestamp();
        var result = await AttemptAsync();
        if (result.Outcome is RefreshOutcome.Postponed { IsAnswerLost: true } || (result.Outcome is RefreshOutcome.Refreshed refreshed && IsUnstored(refreshed)))
        {
            _background = Task.Run(() => FinishAsync(started, result.Outcome));
        }

        return result;
    }

    /// <summary>Recovers the lost answer and stores the new ticket in the background, since no further request may arrive in time.</summary>
    private async Task FinishAsync(long started, RefreshOutcome outcome) =>
        await StoreRepeatedlyAsync(outcome is RefreshOutcome.Postponed ? await ReplayAsync(started, outcome) : outcome);

    private async Task<RefreshOutcome> ReplayAsync(long started, RefreshOutcome outcome)
    {
        foreach (var replay in Replays)
        {
            var retryAfter = (outcome as RefreshOutcome.Postponed)?.Failure?.RetryAfter ?? TimeSpan.Zero;
            var elapsed = _time.GetElapsedTime(started);
            var delay = replay - elapsed;
            delay = delay > retryAfter ? delay : retryAfter;
            if (elapsed + delay > LastReplay)
            {
                break;
            }

            await Task.Delay(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, _time);

            // The timer can be late, for example on a machine that was suspended.
            if (_isReplaced || _time.GetElapsedTime(started) > LastReplay)
            {
                break;
            }

            var attempt = Task.Run(AttemptAsync);
            _latest = attempt;
            outcome = (await attempt).Outcome;
            if (outcome is not (RefreshOutcome.LeftToAnother or RefreshOutcome.Postponed { Failure: not { IsInvalidGrant: true } }))
            {
                break;
            }
        }

        return outcome;
    }

    // Another machine may get the next request of the session, and finds only the used refresh token.
    private async Task StoreRepeatedlyAsync(RefreshOutcome outcome)
    {
        for (var attempt = 0; outcome is RefreshOutcome.Refreshed unstored && IsUnstored(unstored); attempt++)
        {
            await Task.Delay(StoreDelays[Math.Min(attempt, StoreDelays.Length - 1)], _time);
            if (!(_time.GetUtcNow() < SessionState.Read(unstored.Ticket.Properties)?.ExpiresAt))
            {
                break;
            }

            outcome = (await LatestAttempt).Outcome is RefreshOutcome.Refreshed { From: null } stored ? stored : await StoreAgainAsync(unstored, log: null);
        }
    }

    private async Task<RefreshOutcome> StoreAgainAsync(RefreshOutcome.Refreshed unstored, Action<ILogger, string, Exception>? log)
    {
        var outcome = await StoreAsync(unstored, log);
        if (outcome != unstored)
        {
            _latest = Task.FromResult(new AttemptResult(outcome, _time.GetUtcNow()));
        }

        return outcome;
    }

    private async Task<AttemptResult> AttemptAsync()
    {
        var report = _reports.BeginRefresh(_request.Scheme.Name);
        var outcome = await _attempt.RunAsync(_request);
        outcome.ReportTo(report);
        if (outcome is RefreshOutcome.Refreshed refreshed && IsUnstored(refreshed))
        {
            outcome = await StoreAsync(refreshed, Log.RefreshNotStored);
        }

        return new AttemptResult(outcome, _time.GetUtcNow());
    }

    /// <summary>Stores the new ticket, but only over the ticket that was refreshed.</summary>
    private async Task<RefreshOutcome> StoreAsync(RefreshOutcome.Refreshed refreshed, Action<ILogger, string, Exception>? log)
    {
        var (newer, from) = (refreshed.Ticket, refreshed.From!);
        try
        {
            var present = await from.Store!.ReplaceAsync(
                from.Session.StoreKey!, newer, stored => SessionState.Read(stored.Properties)?.RefreshToken == from.RefreshToken);

            // The user signed out meanwhile, or another machine has refreshed the session.
            return present is null ? new RefreshOutcome.Ended(WorkOsSessionEndReason.Ended) : new RefreshOutcome.Refreshed(present, From: null);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log?.Invoke(_logger, _request.Scheme.Name, exception);
            return refreshed;
        }
    }

    /// <summary>How an attempt ended, and when.</summary>
    public sealed record AttemptResult(RefreshOutcome Outcome, DateTimeOffset At);
}
