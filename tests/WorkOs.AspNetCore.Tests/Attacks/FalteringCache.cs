using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Cache;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>A cache in which one kind of call fails while others work.</summary>
internal sealed class FalteringCache(SharedCache inner) : CacheDouble(inner)
{
    public bool FailsToRead { get; set; }

    public bool FailsToRemove { get; set; }

    public override async Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
        FailsToRead ? throw new IOException("The cache cannot be read.") : await base.GetAsync(key, token);

    public override async Task RemoveAsync(string key, CancellationToken token = default) =>
        await (FailsToRemove ? throw new IOException("Nothing can be removed.") : base.RemoveAsync(key, token));
}
