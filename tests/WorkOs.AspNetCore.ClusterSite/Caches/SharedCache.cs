using Microsoft.Extensions.Caching.Distributed;

namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>
/// A cache of an engine, as an app would register its own, by either of its two interfaces. On the way it tells the steps of a refresh at which a
/// machine can be killed.
/// </summary>
internal abstract class SharedCache(KillSwitch steps) : IDistributedCache, IWorkOsSessionCache
{
    private const string SessionPrefix = "workos:session:";

    public async ValueTask<IReadOnlyList<byte[]?>> GetAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) => await ReadAsync(keys, cancellationToken);

    public async ValueTask SetAsync(string key, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        Reach(RefreshStep.BeforeStore, key);
        await WriteAsync(key, value, lifetime, cancellationToken);
        Reach(RefreshStep.AfterStore, key);
    }

    public async ValueTask<bool> TrySetAsync(string key, byte[]? expected, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        Reach(RefreshStep.BeforeStore, key);
        var isWritten = await TryWriteAsync(key, expected, value, lifetime, cancellationToken);
        Reach(RefreshStep.AfterStore, key);
        return isWritten;
    }

    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => await DeleteAsync(key, cancellationToken);

    async Task<byte[]?> IDistributedCache.GetAsync(string key, CancellationToken token) => (await ReadAsync([key], token))[0];

    async Task IDistributedCache.SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token)
    {
        // Nothing slides: no session of the package does, in the cache.
        var lifetime = options.AbsoluteExpirationRelativeToNow ?? throw new NotSupportedException("An entry needs a lifetime from now on.");
        await SetAsync(key, value, lifetime, token);
    }

    Task IDistributedCache.RemoveAsync(string key, CancellationToken token) => DeleteAsync(key, token);

    Task IDistributedCache.RefreshAsync(string key, CancellationToken token) => Task.CompletedTask;

    byte[]? IDistributedCache.Get(string key) => throw NotAsynchronous();

    void IDistributedCache.Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw NotAsynchronous();

    void IDistributedCache.Remove(string key) => throw NotAsynchronous();

    void IDistributedCache.Refresh(string key) => throw NotAsynchronous();

    protected abstract Task<IReadOnlyList<byte[]?>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);

    protected abstract Task WriteAsync(string key, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken);

    protected abstract Task<bool> TryWriteAsync(string key, byte[]? expected, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken);

    protected abstract Task DeleteAsync(string key, CancellationToken cancellationToken);

    private static NotSupportedException NotAsynchronous() => new("The server is asked asynchronously.");

    private void Reach(RefreshStep step, string key)
    {
        if (key.StartsWith(SessionPrefix, StringComparison.Ordinal))
        {
            steps.Reach(step);
        }
    }
}
