namespace WorkOs.AspNetCore;

/// <summary>
/// Checks whether the session cache can be written to, with one small entry at most every ten seconds for any number of probes. All machines use
/// the same key; the entry is never read, and expires after a minute. The result is bound to this process.
/// </summary>
internal sealed class StoreProbe(SessionCache cache, TimeProvider time)
{
    /// <summary>How long a result is reused.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private const string Key = "workos:health";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private Task<string?>? _outcome;
    private long _begun;

    /// <summary>The error of the last write, as the name of an exception; <see langword="null"/> if the write succeeded.</summary>
    /// <param name="cancellationToken">Ends the wait of this caller; the write goes on.</param>
    /// <exception cref="OperationCanceledException">The caller stopped waiting.</exception>
    public Task<string?> FindErrorAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_outcome is null || (_outcome.IsCompleted && time.GetElapsedTime(_begun) >= Interval))
            {
                _begun = time.GetTimestamp();

                // Runs on another thread, because a client that blocks must not hold the lock.
                _outcome = Task.Run(WriteAsync, CancellationToken.None);
            }

            return _outcome.WaitAsync(cancellationToken);
        }
    }

    private async Task<string?> WriteAsync()
    {
        try
        {
            await cache.SetAsync(Key, [1], Lifetime);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception.GetType().Name;
        }
    }
}
