namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>The cluster of one engine. It starts with its first test, and ends with the last.</summary>
public abstract class ClusterFixture : IAsyncLifetime
{
    private readonly Cluster _cluster;
    private Exception? _failure;

    private protected ClusterFixture(CacheEngine engine) => _cluster = new Cluster(engine);

    internal Cluster Cluster => _failure is null ? _cluster : throw new InvalidOperationException("The cluster did not start.", _failure);

    public async Task InitializeAsync()
    {
        if (Prerequisites.Cluster.SkipReason is not null)
        {
            return;
        }

        if (Prerequisites.Cluster.Missing is { } missing)
        {
            throw new InvalidOperationException(missing);
        }

        try
        {
            await _cluster.StartAsync();
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();
}
