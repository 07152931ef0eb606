namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>The server of the shared cache, and what a test does to it.</summary>
internal abstract class CacheEngine : IAsyncDisposable
{
    /// <summary>The engine, as the site calls it.</summary>
    public abstract string Name { get; }

    /// <summary>Where a machine finds the server.</summary>
    public abstract string Connection { get; }

    public abstract Task StartAsync();

    /// <summary>The server does nothing from now on; its connections stay open.</summary>
    public abstract Task FreezeAsync();

    public abstract Task ThawAsync();

    /// <summary>Ends the server, and starts it again with what it had.</summary>
    public abstract Task RestartAsync();

    /// <summary>Removes everything.</summary>
    public abstract Task EmptyAsync();

    public abstract ValueTask DisposeAsync();
}
