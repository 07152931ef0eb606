using Microsoft.Extensions.Caching.Distributed;

namespace WorkOs.AspNetCore;

/// <summary>
/// Asks whether the session store can be written to: one small key at most every ten seconds, however many probes there are. The key is the
/// same for all machines, nobody reads it, and it lives for a minute. The outcome is bound to this process.
/// </summary>
internal sealed class StoreProbe(IDistributedCache cache, TimeProvider time)
{
    /// <summary>How long an outcome answers for.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>How long a write may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private const string Key = "workos:health";

    private static readonly DistributedCacheEntryOptions Minute = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1) };

    private readonly Lock _gate = new();
    private Task<string?>? _outcome;
    private long _begun;
    private Task _write = Task.CompletedTask;

    /// <summary>What went wrong with the last write, as the name of an exception; <see langword="null"/> where the store was written to.</summary>
    /// <param name="cancellationToken">Ends the wait of this caller; the write goes on.</param>
    /// <exception cref="OperationCanceledException">The caller stopped waiting.</exception>
    public Task<string?> FindErrorAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_outcome is null or { IsCompleted: true } && (_outcome is null || time.GetElapsedTime(_begun) >= Interval))
            {
                _begun = time.GetTimestamp();
                _outcome = WriteAsync();
            }

            return _outcome.WaitAsync(cancellationToken);
        }
    }

    private async Task<string?> WriteAsync()
    {
        // A client that does not return is not called again before it does.
        if (_write.IsCompleted)
        {
            _write = Task.Run(() => cache.SetAsync(Key, [1], Minute, CancellationToken.None));
        }

        try
        {
            await _write.WaitAsync(Patience, time);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception.GetType().Name;
        }
    }
}
