using Microsoft.Extensions.Caching.Distributed;

namespace WorkOs.AspNetCore;

/// <summary>
/// The default session cache, on the app's <see cref="IDistributedCache"/>. Writes are compared and set atomically within this process only: two
/// machines that write within the same few milliseconds may both succeed.
/// </summary>
internal sealed class DistributedSessionCache(IDistributedCache cache, TimeProvider time) : IWorkOsSessionCache
{
    private const int GateCount = 64;
    private static readonly TimeSpan HoldLimit = TimeSpan.FromSeconds(10);

    // Only one request at a time writes, compares or removes a key. Two keys rarely share a gate.
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, GateCount).Select(static _ => new SemaphoreSlim(1))];

    /// <summary>Whether the cache is in the memory of this process, where other machines cannot read it.</summary>
    public bool IsOfThisProcess { get; } = cache is MemoryDistributedCache;

    public async ValueTask<IReadOnlyList<byte[]?>> GetAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 1)
        {
            return [await cache.GetAsync(keys[0], cancellationToken)];
        }

        var calls = new Task<byte[]?>[keys.Count];
        for (var i = 0; i < calls.Length; i++)
        {
            calls[i] = cache.GetAsync(keys[i], cancellationToken);
        }

        // The results are in the order of the keys. Waits for all calls, because a call that fails must not leave the exception of another one
        // unobserved.
        return Array.TrueForAll(calls, static call => call.IsCompletedSuccessfully)
            ? Array.ConvertAll(calls, static call => call.Result)
            : await Task.WhenAll(calls);
    }

    public async ValueTask SetAsync(string key, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken) => await HoldAsync(key, async () =>
    {
        await WriteAsync(key, value, lifetime, cancellationToken);
        return true;
    });

    public async ValueTask<bool> TrySetAsync(string key, byte[]? expected, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken) => await HoldAsync(key, async () =>
    {
        if (!Same(await cache.GetAsync(key, cancellationToken), expected))
        {
            return false;
        }

        await WriteAsync(key, value, lifetime, cancellationToken);

        // Another machine may have written at the same time. If it has overwritten this value, the comparison fails here.
        return Same(await cache.GetAsync(key, cancellationToken), value);
    });

    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => await HoldAsync(key, async () =>
    {
        await cache.RemoveAsync(key, cancellationToken);
        return true;
    });

    private Task WriteAsync(string key, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken) =>
        cache.SetAsync(key, value, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime }, cancellationToken);

    // The time limit keeps a call that never returns from blocking other requests.
    private async ValueTask<T> HoldAsync<T>(string key, Func<Task<T>> run)
    {
        var gate = _gates[(uint)key.GetHashCode(StringComparison.Ordinal) % GateCount];
        var entry = gate.WaitAsync();
        try
        {
            await entry.WaitAsync(HoldLimit, time);
        }
        catch (TimeoutException)
        {
            _ = entry.ContinueWith(_ => gate.Release(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }

        try
        {
            return await run().WaitAsync(HoldLimit, time);
        }
        finally
        {
            gate.Release();
        }
    }

    private static bool Same(byte[]? one, byte[]? other) =>
        one is null || other is null ? ReferenceEquals(one, other) : one.AsSpan().SequenceEqual(other);
}
