using Microsoft.Extensions.Caching.Distributed;

namespace WorkOs.AspNetCore;

/// <summary>
/// The session cache of an app that registers none: on its <see cref="IDistributedCache"/>. What compares and writes does so atomically
/// within this process; two machines that write within the same few milliseconds may both succeed.
/// </summary>
internal sealed class DistributedSessionCache(IDistributedCache cache) : IWorkOsSessionCache
{
    private const int GateCount = 64;

    // One key is compared and written by one request at a time. Two keys seldom share a gate.
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

    public async ValueTask SetAsync(string key, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken) =>
        await cache.SetAsync(key, value, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime }, cancellationToken);

    public async ValueTask<bool> TrySetAsync(string key, byte[]? expected, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var gate = _gates[(uint)key.GetHashCode(StringComparison.Ordinal) % GateCount];
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (!Same(await cache.GetAsync(key, cancellationToken), expected))
            {
                return false;
            }

            await SetAsync(key, value, lifetime, cancellationToken);

            // Another machine may have done the same: whoever was overwritten sees it here.
            return Same(await cache.GetAsync(key, cancellationToken), value);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => await cache.RemoveAsync(key, cancellationToken);

    private static bool Same(byte[]? one, byte[]? other) =>
        one is null || other is null ? ReferenceEquals(one, other) : one.AsSpan().SequenceEqual(other);
}
