using System.Collections.Concurrent;

namespace WorkOs.AspNetCore;

/// <summary>
/// Refreshes sessions: one exchange for each session and refresh token, however many requests ask. A refresh token works
/// once, so the outcome is kept for a while for requests that were sent with the old one.
/// </summary>
internal sealed class RefreshCoordinator(RefreshAttempt attempt, OutcomeReports reports, TimeProvider time, ILogger<RefreshCoordinator> logger)
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string CookieScheme, string? StoreKey, string RefreshToken), RefreshFlight> _flights = new();
    private long _lastSweep = time.GetTimestamp();

    /// <summary>Refreshes the session, or takes the outcome of a request that did so a moment ago.</summary>
    /// <param name="request">The session.</param>
    /// <param name="canGoOn">Whether the request can go on without: it does not wait long then, where the outcome is stored without it.</param>
    /// <param name="aborted">Stops waiting; the refresh goes on.</param>
    /// <exception cref="OperationCanceledException">The caller stopped waiting.</exception>
    public async Task<RefreshOutcome> RefreshAsync(RefreshRequest request, bool canGoOn, CancellationToken aborted)
    {
        if (time.GetElapsedTime(Interlocked.Read(ref _lastSweep)) >= SweepInterval)
        {
            Sweep();
        }

        using var patience = new CancellationTokenSource(canGoOn && request.Store is not null ? RefreshRequest.Patience : Timeout.InfiniteTimeSpan, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, aborted);
        while (true)
        {
            var flight = _flights.GetOrAdd(request.Key, _ => new RefreshFlight(request, attempt, reports, time, logger));
            RefreshOutcome outcome;
            try
            {
                // A flight that has landed would answer a caller who has left, too.
                aborted.ThrowIfCancellationRequested();
                outcome = (await flight.Landing.WaitAsync(limit.Token)).Outcome;
            }
            catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
            {
                return new RefreshOutcome.Postponed(TimeSpan.Zero);
            }

            // Too old by now, or not the answer to this request: whoever removes it, the next one starts anew.
            var isKept = flight.IsKept && (outcome is not RefreshOutcome.LeftToAnother || request.SwitchTo is null);
            if (!isKept && _flights.TryRemove(KeyValuePair.Create(request.Key, flight)))
            {
                flight.Replace();
            }

            if (isKept || (outcome is RefreshOutcome.Refused && request.SwitchTo == flight.SwitchTo))
            {
                return await flight.TellAsync(outcome);
            }
        }
    }

    /// <summary>
    /// Waits for the refreshes that are under way, also in the background, so that what WorkOS answers is stored before the process ends.
    /// </summary>
    public Task DrainAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_flights.Values.Select(static flight => flight.EndAsync())).WaitAsync(cancellationToken).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private void Sweep()
    {
        Interlocked.Exchange(ref _lastSweep, time.GetTimestamp());
        foreach (var (key, flight) in _flights)
        {
            if (flight.IsOver)
            {
                _flights.TryRemove(KeyValuePair.Create(key, flight));
            }
        }
    }
}
