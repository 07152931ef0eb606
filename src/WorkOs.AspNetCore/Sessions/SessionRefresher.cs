using System.Collections.Concurrent;

namespace WorkOs.AspNetCore;

/// <summary>
/// Refreshes sessions: one exchange for each session and refresh token, however many requests ask. A refresh token works
/// once, so the outcome is kept for a while for requests that were sent with the old one.
/// </summary>
internal sealed class SessionRefresher(RefreshExchange exchange, TimeProvider time)
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(30);

    // While the present token is good, a person does not wait long for the next one.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<RefreshKey, RefreshFlight> _flights = new();
    private long _lastSweep = time.GetTimestamp();

    /// <summary>Refreshes the session, and does not make a person wait long who can go on without.</summary>
    /// <exception cref="OperationCanceledException">The caller stopped waiting; the refresh goes on.</exception>
    public async Task<RefreshOutcome> RefreshAsync(SessionRefresh session, bool canGoOn, CancellationToken aborted)
    {
        // Only with a store, where the outcome is kept whether or not this request is there to take it.
        if (!canGoOn || !session.HasStore)
        {
            return await RefreshAsync(session, aborted);
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, aborted);
        try
        {
            return await RefreshAsync(session, limit.Token);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return new RefreshOutcome(RefreshStatus.Postponed);
        }
    }

    /// <summary>Refreshes the session, or takes the outcome of a request that did so a moment ago.</summary>
    /// <exception cref="OperationCanceledException">The caller stopped waiting; the refresh goes on.</exception>
    public async Task<RefreshOutcome> RefreshAsync(SessionRefresh session, CancellationToken cancellationToken)
    {
        Sweep();
        while (true)
        {
            var flight = _flights.GetOrAdd(session.Key, _ => new RefreshFlight(session, exchange.RunAsync, time));
            var outcome = await flight.WaitAsync(cancellationToken);
            if (flight.IsKept || (outcome.Status == RefreshStatus.Refused && session.SwitchTo == flight.SwitchTo))
            {
                await exchange.StoreAsync(session, outcome);
                Forget(session.Key, flight, unlessKept: true);
                return outcome;
            }

            // Too old, or not the answer to this request. Whoever forgets it starts the next one.
            Forget(session.Key, flight, unlessKept: false);
        }
    }

    private void Forget(RefreshKey key, RefreshFlight flight, bool unlessKept)
    {
        if (!unlessKept || !flight.IsKept)
        {
            _flights.TryRemove(KeyValuePair.Create(key, flight));
        }
    }

    private void Sweep()
    {
        var last = Interlocked.Read(ref _lastSweep);
        if (time.GetElapsedTime(last) < SweepInterval
            || Interlocked.CompareExchange(ref _lastSweep, time.GetTimestamp(), last) != last)
        {
            return;
        }

        foreach (var (key, flight) in _flights)
        {
            if (flight.HasLanded)
            {
                Forget(key, flight, unlessKept: true);
            }
        }
    }
}
