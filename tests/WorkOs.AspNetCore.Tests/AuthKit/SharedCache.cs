using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>A cache that tests can look into, and take down. With a clock, it forgets what is too old.</summary>
internal sealed class SharedCache(TimeProvider? clock = null) : IDistributedCache
{
    private readonly ConcurrentDictionary<string, (byte[] Value, DateTimeOffset? Expiry)> _entries = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, byte[]> Entries =>
        _entries.ToDictionary(entry => entry.Key, entry => entry.Value.Value, StringComparer.Ordinal);

    public bool IsDown { get; set; }

    /// <summary>As a replica is, while its primary is gone.</summary>
    public bool IsReadOnly { get; set; }

    public void Clear() => _entries.Clear();

    public byte[]? Get(string key)
    {
        if (IsDown)
        {
            throw new IOException("The cache is down.");
        }

        return _entries.TryGetValue(key, out var entry) && !(entry.Expiry <= clock?.GetUtcNow()) ? entry.Value : null;
    }

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.Run(() => Get(key), token);

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        if (IsDown || IsReadOnly)
        {
            throw new IOException("The cache cannot be written to.");
        }

        _entries[key] = (value, clock?.GetUtcNow() + options.AbsoluteExpirationRelativeToNow);
    }

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        Task.Run(() => Set(key, value, options), token);

    public void Refresh(string key)
    {
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public void Remove(string key) => _entries.TryRemove(key, out _);

    public Task RemoveAsync(string key, CancellationToken token = default) => Task.Run(() => Remove(key), token);
}
