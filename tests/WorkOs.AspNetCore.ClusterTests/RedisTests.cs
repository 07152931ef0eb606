using Xunit.Abstractions;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>Three machines with sessions in Redis: each scenario costs what it may, and nothing else.</summary>
public sealed class RedisTests(RedisFixture fixture, ITestOutputHelper output) : ClusterTestBase(fixture, output), IClassFixture<RedisFixture>
{
    [ClusterTheory]
    [MemberData(nameof(Scenarios))]
    public Task Sessions_in_Redis_survive(string scenario) => RunAsync(scenario);

    [ClusterTheory]
    [MemberData(nameof(Promises))]
    public Task A_cache_in_Redis_keeps(string promise) => CheckCacheAsync(promise);
}
