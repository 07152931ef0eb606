namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>The cluster with Redis.</summary>
public sealed class RedisFixture() : ClusterFixture(new RedisServer());
