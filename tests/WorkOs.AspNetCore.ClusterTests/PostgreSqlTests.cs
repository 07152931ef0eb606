using Xunit.Abstractions;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>Three machines with sessions in PostgreSQL: each scenario costs what it may, and nothing else.</summary>
public sealed class PostgreSqlTests(PostgreSqlFixture fixture, ITestOutputHelper output) : ClusterTestBase(fixture, output), IClassFixture<PostgreSqlFixture>
{
    [ClusterTheory]
    [MemberData(nameof(Scenarios))]
    public Task Sessions_in_PostgreSQL_survive(string scenario) => RunAsync(scenario);

    [ClusterTheory]
    [MemberData(nameof(Promises))]
    public Task A_cache_in_PostgreSQL_keeps(string promise) => CheckCacheAsync(promise);
}
