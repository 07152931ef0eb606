namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>A server ended before it was ready.</summary>
public sealed class ServerEndedException(string message) : Exception(message);
