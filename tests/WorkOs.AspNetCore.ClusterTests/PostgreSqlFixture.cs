namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>The cluster with PostgreSQL.</summary>
public sealed class PostgreSqlFixture() : ClusterFixture(new PostgreSqlServer());
