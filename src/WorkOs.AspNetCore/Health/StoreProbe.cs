namespace WorkOs.AspNetCore;

/// <summary>
/// Asks whether the session cache can be written to: one small key at most every ten seconds, however many probes there are. The key is the
/// same for all machines, nobody reads it, and it lives for a minute. The outcome is bound to this process.
/// </summary>
internal sealed class StoreProbe(SessionCache cache, TimeProvider time)
{
    /// <summary>How long an outcome answers for.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private const string Key = "workos:health";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private Task<string?>? _outcome;
    private long _begun;

    /// <summary>What went wrong with the last write, as the name of an exception; <see langword="null"/> where the cache was written to.</summary>
    /// <param name="cancellationToken">Ends the wait of this caller; the write goes on.</param>
    /// <exception cref="OperationCanceledException">The caller stopped waiting.</exception>
    public Task<string?> FindErrorAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_outcome is null || (_outcome.IsCompleted && time.GetElapsedTime(_begun) >= Interval))
            {
                _begun = time.GetTimestamp();

                // A client that does not return must not hold the lock.
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
