namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>Redis refused a command.</summary>
public sealed class RedisException(string message) : Exception(message);
