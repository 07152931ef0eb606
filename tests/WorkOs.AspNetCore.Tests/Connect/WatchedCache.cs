using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Cache;

namespace WorkOs.AspNetCore.Tests.Connect;

/// <summary>A cache that several machines share, and whose answers a test can hold back or lose.</summary>
internal sealed class WatchedCache() : CacheDouble(new SharedCache())
{
    /// <summary>Runs with the name of an entry when it has been read, before the answer goes out.</summary>
    public Func<string, Task>? AfterRead { get; set; }

    public override async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        var value = await base.GetAsync(key, token);
        await (AfterRead?.Invoke(key) ?? Task.CompletedTask);
        return value;
    }
}
