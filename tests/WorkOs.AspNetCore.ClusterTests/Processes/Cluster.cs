using WorkOs.AspNetCore.ClusterSite;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>Three machines of the sample behind a load balancer, with one cache, one key ring and one WorkOS.</summary>
internal sealed class Cluster(CacheEngine engine) : IAsyncDisposable
{
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("cluster-keys-");

    public CacheEngine Engine { get; } = engine;

    public LoadBalancer Balancer { get; } = new();

    public WorkOsProcess WorkOs { get; } = new();

    public IReadOnlyList<Machine> Machines { get; private set; } = [];

    /// <summary>The folder of the keys that the machines share.</summary>
    public string Keys => _keys.FullName;

    /// <summary>By how much the clocks of the cluster have been moved, WorkOS's too.</summary>
    public TimeSpan Clock { get; private set; }

    public async Task StartAsync()
    {
        string[] names = ["machine-1", "machine-2", "machine-3"];
        await Engine.StartAsync();
        await WorkOs.StartAsync();
        await Balancer.StartAsync(names, MachineEndpoints.Health);
        await WorkOs.SendWebhooksToAsync(new Uri(Balancer.Address, "/auth/webhooks"));
        Machines = [.. names.Select(name => new Machine(
            new() { Machine = name, Engine = Engine.Name, Connection = Engine.Connection, Keys = Keys, WorkOs = WorkOs.Address.AbsoluteUri },
            Balancer))];

        // One after the other, so that the first one makes the key of all.
        foreach (var machine in Machines)
        {
            await machine.StartAsync();
        }
    }

    /// <summary>Moves all clocks.</summary>
    public async Task AdvanceClocksAsync(TimeSpan by)
    {
        Clock += by;
        await WorkOs.AdvanceClockAsync(by);
        foreach (var machine in Machines)
        {
            await machine.SetClockAsync(machine.Settings.Clock + by);
        }
    }

    /// <summary>Makes everything as it was, whatever a scenario left.</summary>
    public async Task RestoreAsync(TimeSpan tokenLifetime, bool hasDistributedCacheOnly)
    {
        await WorkOs.SetTokenLifetimeAsync(tokenLifetime);
        await WorkOs.LoseRepliesAsync(every: 0);
        await WorkOs.ReplayForOtherOrganizationsAsync(replays: false);
        foreach (var machine in Machines)
        {
            var settings = machine.Settings with { Keys = Keys, Clock = Clock, HasDistributedCacheOnly = hasDistributedCacheOnly };
            var isAnother = settings != machine.Settings with { Clock = Clock };
            machine.Settings = settings;
            if (machine.IsRunning && isAnother)
            {
                await machine.StopAsync();
            }

            if (machine.IsRunning)
            {
                await machine.KillAtAsync(RefreshStep.None);
                await machine.SetClockAsync(Clock);
            }
            else
            {
                await machine.StartAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var machine in Machines)
        {
            await machine.DisposeAsync();
        }

        await Balancer.DisposeAsync();
        await WorkOs.DisposeAsync();
        await Engine.DisposeAsync();
        _keys.Delete(recursive: true);
    }
}
