using Microsoft.Extensions.Caching.Distributed;
using WorkOs.AspNetCore.Tests.AuthKit;

namespace WorkOs.AspNetCore.Tests.Connect;

/// <summary>A cache that several machines share, and whose answers a test can hold back or lose.</summary>
internal sealed class WatchedCache : IDistributedCache
{
    private readonly SharedCache _inner = new();

    /// <summary>Runs with the name of an entry when it has been read, before the answer goes out.</summary>
    public Func<string, Task>? AfterRead { get; set; }

    /// <summary>Removes every entry whose name begins so.</summary>
    public void Forget(string prefix)
    {
        foreach (var name in _inner.Entries.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            _inner.Remove(name);
        }
    }

    public byte[]? Get(string key) => throw new NotSupportedException();

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        var value = await _inner.GetAsync(key, token);
        await (AfterRead?.Invoke(key) ?? Task.CompletedTask);
        return value;
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => _inner.Set(key, value, options);

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        _inner.SetAsync(key, value, options, token);

    public void Refresh(string key) => _inner.Refresh(key);

    public Task RefreshAsync(string key, CancellationToken token = default) => _inner.RefreshAsync(key, token);

    public void Remove(string key) => _inner.Remove(key);

    public Task RemoveAsync(string key, CancellationToken token = default) => _inner.RemoveAsync(key, token);
}
