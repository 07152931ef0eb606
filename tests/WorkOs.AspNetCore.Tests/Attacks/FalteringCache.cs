using Microsoft.Extensions.Caching.Distributed;
using WorkOs.AspNetCore.Tests.AuthKit;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>A cache in which one kind of call fails while others work.</summary>
internal sealed class FalteringCache(SharedCache inner) : IDistributedCache
{
    public bool FailsToRead { get; set; }

    public bool FailsToRemove { get; set; }

    public byte[]? Get(string key) => FailsToRead ? throw new IOException("The cache cannot be read.") : inner.Get(key);

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.Run(() => Get(key), token);

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => inner.Set(key, value, options);

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        inner.SetAsync(key, value, options, token);

    public void Refresh(string key) => inner.Refresh(key);

    public Task RefreshAsync(string key, CancellationToken token = default) => inner.RefreshAsync(key, token);

    public void Remove(string key)
    {
        if (FailsToRemove)
        {
            throw new IOException("Nothing can be removed.");
        }

        inner.Remove(key);
    }

    public Task RemoveAsync(string key, CancellationToken token = default) => Task.Run(() => Remove(key), token);
}
