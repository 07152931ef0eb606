using Microsoft.Extensions.Caching.Distributed;
using WorkOs.AspNetCore.Tests.AuthKit;

namespace WorkOs.AspNetCore.Tests.Cache;

/// <summary>A cache of which a test replaces single methods.</summary>
internal abstract class CacheDouble(SharedCache inner) : IDistributedCache
{
    public byte[]? Get(string key) => throw new NotSupportedException();

    public virtual Task<byte[]?> GetAsync(string key, CancellationToken token = default) => inner.GetAsync(key, token);

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public virtual Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        inner.SetAsync(key, value, options, token);

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public virtual Task RemoveAsync(string key, CancellationToken token = default) => inner.RemoveAsync(key, token);
}
