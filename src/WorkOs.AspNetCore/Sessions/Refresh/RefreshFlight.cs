namespace WorkOs.AspNetCore;

/// <summary>
/// One refresh, from the first request that asks for it until its outcome is forgotten: 30 seconds after somebody was told, with the
/// expiration of the newer ticket while nobody was or it could not be stored, or as soon as WorkOS may be asked again. Where an answer
/// was lost, WorkOS is asked for it again in the background, as long as it gives the same answer.
/// </summary>
/// <remarks>WorkOS gives the same answer for 30 seconds: see <see href="https://workos.com/docs/authkit/session-resilience"/>.</remarks>
internal sealed class RefreshFlight
{
    private static readonly TimeSpan OutcomeLifetime = TimeSpan.FromSeconds(30);

    // When to ask again, after the first time. An attempt takes five seconds at most; the last answer comes within the 30 seconds.
    private static readonly TimeSpan[] Replays = [.. new[] { 1, 6, 12, 18, 24 }.Select(static second => TimeSpan.FromSeconds(second))];
    private static readonly TimeSpan LastReplay = TimeSpan.FromSeconds(25);

    // How long to wait before each attempt to store what could not be stored. The last one counts for those after it.
    private static readonly TimeSpan[] StoreWaits = [.. new[] { 1, 2, 5, 10, 20 }.Select(static second => TimeSpan.FromSeconds(second))];

    private readonly RefreshRequest _request;
    private readonly RefreshAttempt _attempt;
    private readonly OutcomeReports _reports;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lazy<Task<Landed>> _first;
    private volatile Task<Landed>? _latest;
    private volatile Task? _finish;
    private volatile bool _isReplaced;
    private long _toldAt = long.MaxValue;

    public RefreshFlight(RefreshRequest request, RefreshAttempt attempt, OutcomeReports reports, TimeProvider time, ILogger logger)
    {
        (_request, _attempt, _reports, _time, _logger) = (request, attempt, reports, time, logger);

        // Lazy, because two requests may each make a flight, and only the one that is kept may start.
        _first = new(BeginAsync);
    }

    /// <summary>The organization that the session is to move to; <see langword="null"/> to stay.</summary>
    public string? SwitchTo => _request.SwitchTo;

    /// <summary>The attempt that is under way, or else the last one.</summary>
    public Task<Landed> Landing => _latest ?? _first.Value;

    /// <summary>Whether the outcome still answers requests that were sent with the same refresh token.</summary>
    public bool IsKept => Landing is { IsCompletedSuccessfully: true, Result: var (outcome, at) } && _time.GetUtcNow() < outcome switch
    {
        RefreshOutcome.Postponed postponed => at + postponed.RetryAfter,
        RefreshOutcome.LeftToAnother left => at + left.Wait,
        RefreshOutcome.Refused => at,

        // The refresh token is spent, and the ticket that has the next one is nowhere else.
        RefreshOutcome.Refreshed refreshed when IsUnstored(refreshed) || Interlocked.Read(ref _toldAt) == long.MaxValue
            => SessionState.Read(refreshed.Ticket.Properties)?.ExpiresAt is { } end && end > at + OutcomeLifetime ? end : at + OutcomeLifetime,
        RefreshOutcome.Refreshed => new DateTimeOffset(Interlocked.Read(ref _toldAt), TimeSpan.Zero) + OutcomeLifetime,
        _ => at + OutcomeLifetime,
    };

    /// <summary>Whether nothing is to come any more.</summary>
    public bool IsOver => _finish is null or { IsCompleted: true } && Landing.IsCompleted && !IsKept;

    /// <summary>The outcome as a request is told, with the newer ticket stored where the next request looks for it.</summary>
    public async Task<RefreshOutcome> TellAsync(RefreshOutcome outcome)
    {
        if (outcome is RefreshOutcome.Refreshed unstored && IsUnstored(unstored))
        {
            outcome = await StoreAgainAsync(unstored, Log.RefreshNotStored);
        }

        if (outcome is RefreshOutcome.Refreshed)
        {
            Interlocked.CompareExchange(ref _toldAt, _time.GetUtcNow().UtcTicks, long.MaxValue);
        }

        return outcome;
    }

    /// <summary>Waits until nothing is sent or stored for it any more, in the background neither.</summary>
    public async Task EndAsync()
    {
        await Landing;
        await (_finish ?? Task.CompletedTask);
    }

    /// <summary>Another flight has taken its place: nothing is asked any more.</summary>
    public void Replace() => _isReplaced = true;

    private static bool IsUnstored(RefreshOutcome.Refreshed refreshed) => refreshed.From?.Store is not null;

    private async Task<Landed> BeginAsync()
    {
        // The request that asks goes on at once: it need not wait for the end.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var began = _time.GetTimestamp();
        var landed = await AttemptAsync();
        if (landed.Outcome is RefreshOutcome.Postponed { IsAnswerLost: true } || (landed.Outcome is RefreshOutcome.Refreshed refreshed && IsUnstored(refreshed)))
        {
            _finish = Task.Run(() => FinishAsync(began, landed.Outcome));
        }

        return landed;
    }

    /// <summary>Does in the background what no request may come to do: gets the answer that was lost, and stores it.</summary>
    private async Task FinishAsync(long began, RefreshOutcome outcome) =>
        await KeepStoringAsync(outcome is RefreshOutcome.Postponed ? await ReplayAsync(began, outcome) : outcome);

    private async Task<RefreshOutcome> ReplayAsync(long began, RefreshOutcome outcome)
    {
        foreach (var replay in Replays)
        {
            var asked = (outcome as RefreshOutcome.Postponed)?.Failure?.RetryAfter ?? TimeSpan.Zero;
            var elapsed = _time.GetElapsedTime(began);
            var wait = replay - elapsed;
            wait = wait > asked ? wait : asked;
            if (elapsed + wait > LastReplay)
            {
                break;
            }

            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, _time);
            if (_isReplaced || _time.GetElapsedTime(began) > LastReplay)
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

    // The next request of the session may come to another machine, which has nothing but the spent token.
    private async Task KeepStoringAsync(RefreshOutcome outcome)
    {
        for (var attempt = 0; outcome is RefreshOutcome.Refreshed unstored && IsUnstored(unstored); attempt++)
        {
            await Task.Delay(StoreWaits[Math.Min(attempt, StoreWaits.Length - 1)], _time);
            if (!(_time.GetUtcNow() < SessionState.Read(unstored.Ticket.Properties)?.ExpiresAt))
            {
                break;
            }

            outcome = (await Landing).Outcome is RefreshOutcome.Refreshed { From: null } stored ? stored : await StoreAgainAsync(unstored, log: null);
        }
    }

    private async Task<RefreshOutcome> StoreAgainAsync(RefreshOutcome.Refreshed unstored, Action<ILogger, string, Exception>? log)
    {
        var outcome = await StoreAsync(unstored, log);
        if (outcome != unstored)
        {
            _latest = Task.FromResult(new Landed(outcome, _time.GetUtcNow()));
        }

        return outcome;
    }

    private async Task<Landed> AttemptAsync()
    {
        var report = _reports.BeginRefresh(_request.Scheme.Name);
        var outcome = await _attempt.RunAsync(_request);
        outcome.ReportTo(report);
        if (outcome is RefreshOutcome.Refreshed refreshed && IsUnstored(refreshed))
        {
            outcome = await StoreAsync(refreshed, Log.RefreshNotStored);
        }

        return new Landed(outcome, _time.GetUtcNow());
    }

    /// <summary>Stores the newer ticket in the place of the one that was refreshed, and of no other.</summary>
    private async Task<RefreshOutcome> StoreAsync(RefreshOutcome.Refreshed refreshed, Action<ILogger, string, Exception>? log)
    {
        var (newer, from) = (refreshed.Ticket, refreshed.From!);
        try
        {
            var present = await from.Store!.ReplaceAsync(
                from.Session.StoreKey!, newer, stored => SessionState.Read(stored.Properties)?.RefreshToken == from.RefreshToken);

            // Signed out meanwhile, or refreshed by another machine.
            return present is null ? new RefreshOutcome.Ended(WorkOsSessionEndReason.Ended) : new RefreshOutcome.Refreshed(present, From: null);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log?.Invoke(_logger, _request.Scheme.Name, exception);
            return refreshed;
        }
    }

    /// <summary>How an attempt ended, and when.</summary>
    public sealed record Landed(RefreshOutcome Outcome, DateTimeOffset At);
}
