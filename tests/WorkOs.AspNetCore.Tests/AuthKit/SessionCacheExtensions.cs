using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>The cache of sessions of an app that registers none of its own.</summary>
internal static class SessionCacheExtensions
{
    public static SessionCache AsSessionCache(this IDistributedCache cache, TimeProvider? clock = null) =>
        new DistributedSessionCache(cache, clock ?? TimeProvider.System).AsSessionCache(clock);

    public static SessionCache AsSessionCache(this IWorkOsSessionCache cache, TimeProvider? clock = null) =>
        new(cache, Options.Create(new WorkOsSessionCacheOptions()), Reports.Metrics, clock ?? TimeProvider.System);
}
