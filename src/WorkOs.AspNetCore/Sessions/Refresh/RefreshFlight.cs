namespace WorkOs.AspNetCore;

/// <summary>
/// One refresh, from the first request that asks for it until its outcome is forgotten: after 30 seconds, with the
/// expiration of the newer ticket while that could not be stored, or as soon as WorkOS may be asked again.
/// </summary>
internal sealed class RefreshFlight
{
    private static readonly TimeSpan OutcomeLifetime = TimeSpan.FromSeconds(30);

    private readonly RefreshRequest _request;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lazy<Task<(RefreshOutcome Outcome, DateTimeOffset At)>> _landing;
    private volatile bool _isStored;

    public RefreshFlight(RefreshRequest request, RefreshExchange exchange, OutcomeReports reports, TimeProvider time, ILogger logger)
    {
        (_request, _time, _logger) = (request, time, logger);

        // Lazy, because two requests may each make a flight, and only the one that is kept may start.
        _landing = new(() => Task.Run(async () =>
        {
            var report = reports.BeginRefresh(request.Scheme.Name);
            var outcome = await exchange.RunAsync(request);
            outcome.ReportTo(report);
            await StoreAsync(outcome);
            return (outcome, time.GetUtcNow());
        }));
    }

    /// <summary>The organization that the session is to move to; <see langword="null"/> to stay.</summary>
    public string? SwitchTo => _request.SwitchTo;

    public Task<(RefreshOutcome Outcome, DateTimeOffset At)> Landing => _landing.Value;

    /// <summary>Whether the outcome still answers requests that were sent with the same refresh token.</summary>
    public bool IsKept => Landing is { IsCompletedSuccessfully: true, Result: var (outcome, at) } && _time.GetUtcNow() < outcome switch
    {
        RefreshOutcome.Postponed postponed => at + postponed.RetryAfter,
        RefreshOutcome.Refused => at,

        // The refresh token is spent, and the ticket that has the next one is nowhere else.
        RefreshOutcome.Refreshed refreshed when !_isStored => SessionState.Read(refreshed.Ticket.Properties)?.ExpiresAt ?? at,
        _ => at + OutcomeLifetime,
    };

    /// <summary>Stores the newer ticket where the next request looks for it, if it is not there yet.</summary>
    public async Task StoreAsync(RefreshOutcome outcome)
    {
        if (_isStored || outcome is not RefreshOutcome.Refreshed refreshed)
        {
            return;
        }

        try
        {
            if (!refreshed.WasStored && _request.Store is { } store)
            {
                await store.WriteAsync(_request.Session.StoreKey!, refreshed.Ticket, isNew: false);
            }

            _isStored = true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.RefreshNotStored(_logger, _request.Scheme.Name, exception);
        }
    }
}
