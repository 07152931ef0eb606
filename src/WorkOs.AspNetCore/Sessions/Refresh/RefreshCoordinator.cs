using System.Collections.Concurrent;

namespace WorkOs.AspNetCore;

/// <summary>
/// Refreshes sessions. Concurrent requests with the same session and refresh token share one refresh. A refresh token works once, so the
/// outcome is kept for a while for requests that still have the old one.
/// </summary>
internal sealed class RefreshCoordinator(RefreshAttempt attempt, OutcomeReports reports, TimeProvider time, ILogger<RefreshCoordinator> logger)
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string CookieScheme, string? StoreKey, string RefreshToken), SharedRefresh> _refreshes = new();
    private long _lastSweep = time.GetTimestamp();

    /// <summary>Refreshes the session, or returns the outcome of a refresh that is running or ended recently.</summary>
    /// <param name="request">The session.</param>
    /// <param name="canGoOn">
    /// Whether the request can go on without the outcome. If so, and if the outcome is stored without the request, it waits for
    /// <see cref="RefreshRequest.MaxWait"/> only.
    /// </param>
    /// <param name="aborted">Cancels the wait, not the refresh.</param>
    /// <exception cref="OperationCanceledException"><paramref name="aborted"/> was canceled.</exception>
    public async Task<RefreshOutcome> RefreshAsync(RefreshRequest request, bool canGoOn, CancellationToken aborted)
    {
        if (time.GetElapsedTime(Interlocked.Read(ref _lastSweep)) >= SweepInterval)
        {
            Sweep();
        }

        using var wait = new CancellationTokenSource(canGoOn && request.Store is not null ? RefreshRequest.MaxWait : Timeout.InfiniteTimeSpan, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(wait.Token, aborted);
        while (true)
        {
            var refresh = _refreshes.GetOrAdd(request.Key, _ => new SharedRefresh(request, attempt, reports, time, logger));
            RefreshOutcome outcome;
            try
            {
                // WaitAsync returns the result of a completed task even if the token is canceled.
                aborted.ThrowIfCancellationRequested();
                outcome = (await refresh.LatestAttempt.WaitAsync(limit.Token)).Outcome;
            }
            catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
            {
                return new RefreshOutcome.Postponed(TimeSpan.Zero);
            }

            // An outcome that is too old, or that does not answer this request, is removed, and the loop starts a new refresh.
            var isKept = refresh.IsKept && (outcome is not RefreshOutcome.LeftToAnother || request.SwitchTo is null);
            if (!isKept && _refreshes.TryRemove(KeyValuePair.Create(request.Key, refresh)))
            {
                refresh.Replace();
            }

            if (isKept || (outcome is RefreshOutcome.Refused && request.SwitchTo == refresh.SwitchTo))
            {
                return await refresh.ReceiveAsync(outcome);
            }
        }
    }

    /// <summary>Waits for all refreshes, including those in the background, so that their tickets are stored before the process ends.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_refreshes.Values.Select(static refresh => refresh.WaitForEndAsync())).WaitAsync(cancellationToken).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private void Sweep()
    {
        Interlocked.Exchange(ref _lastSweep, time.GetTimestamp());
        foreach (var (key, refresh) in _refreshes)
        {
            if (refresh.IsOver)
            {
                _refreshes.TryRemove(KeyValuePair.Create(key, refresh));
            }
        }
    }
}
