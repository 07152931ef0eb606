using Microsoft.Extensions.Caching.Distributed;

namespace WorkOs.AspNetCore;

/// <summary>
/// The session cache of an app that registers none: on its <see cref="IDistributedCache"/>. What compares and writes does so atomically
/// within this process; two machines that write within the same few milliseconds may both succeed.
/// </summary>
internal sealed class DistributedSessionCache(IDistributedCache cache, TimeProvider time) : IWorkOsSessionCache
{
    private const int GateCount = 64;
    private static readonly TimeSpan HoldLimit = TimeSpan.FromSeconds(10);

    // One key is written, compared and removed by one request at a time. Two keys seldom share a gate.
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, GateCount).Select(static _ => new SemaphoreSlim(1))];

    /// <summary>Whether nothing but this process knows what is in it.</summary>
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

        // In the order of the keys. All of them, since one that fails must not leave another unwatched.
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

        // Another machine may have done the same: whoever was overwritten sees it here.
        return Same(await cache.GetAsync(key, cancellationToken), value);
    });

    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => await HoldAsync(key, async () =>
    {
        await cache.RemoveAsync(key, cancellationToken);
        return true;
    });

    private Task WriteAsync(string key, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken) =>
        cache.SetAsync(key, value, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime }, cancellationToken);

    // A client that never answers must not keep others from their keys.
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
