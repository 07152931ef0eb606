using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>A cache that tests can look into, and take down.</summary>
internal sealed class SharedCache : IDistributedCache
{
    private readonly ConcurrentDictionary<string, byte[]> _entries = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, byte[]> Entries => _entries;

    public bool IsDown { get; set; }

    public void Clear() => _entries.Clear();

    public byte[]? Get(string key) => IsDown ? throw new IOException("The cache is down.") : _entries.GetValueOrDefault(key);

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.Run(() => Get(key), token);

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        if (IsDown)
        {
            throw new IOException("The cache is down.");
        }

        _entries[key] = value;
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
