namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>The engines of the shared cache.</summary>
internal static class CacheEngines
{
    public const string Redis = "redis";
    public const string PostgreSql = "postgresql";

    public static SharedCache Create(SiteSettings settings, KillSwitch steps) => settings.Engine switch
    {
        Redis => new RedisCache(settings.Connection, steps),
        PostgreSql => new PostgreSqlCache(settings.Connection, steps),
        _ => throw new InvalidOperationException($"There is no engine '{settings.Engine}'."),
    };
}
