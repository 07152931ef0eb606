using Microsoft.Extensions.Caching.Distributed;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Cache;

namespace WorkOs.AspNetCore.Tests.Health;

/// <summary>A cache that answers when it is told to, whatever token it is given, and counts what is written.</summary>
internal sealed class SlowCache() : CacheDouble(new SharedCache())
{
    private int _writes;

    public int Writes => _writes;

    public Task Answer { get; init; } = Task.CompletedTask;

    public override Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Interlocked.Increment(ref _writes);
        return Answer;
    }
}
