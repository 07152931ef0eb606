using Microsoft.Extensions.Caching.Distributed;

namespace WorkOs.AspNetCore.Tests.Health;

/// <summary>A cache that answers when it is told to, whatever token it is given, and counts what is written.</summary>
internal sealed class SlowCache : IDistributedCache
{
    private int _writes;

    public int Writes => _writes;

    public Task Answer { get; init; } = Task.CompletedTask;

    public byte[]? Get(string key) => null;

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult<byte[]?>(null);

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Interlocked.Increment(ref _writes);
        return Answer;
    }

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public Task RemoveAsync(string key, CancellationToken token = default) => Task.CompletedTask;
}
