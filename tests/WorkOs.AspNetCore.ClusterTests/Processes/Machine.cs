using WorkOs.AspNetCore.ClusterSite;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>One machine: a process of the sample, which is in the load balancer while it runs.</summary>
internal sealed class Machine(SiteSettings settings, LoadBalancer balancer) : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1) });
    private ServerProcess? _process;

    public string Name => Settings.Machine;

    public SiteSettings Settings { get; set; } = settings;

    /// <summary>Where the machine is, without the load balancer.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The last lines that its process has written.</summary>
    public string Output => _process?.Output ?? string.Empty;

    public bool IsRunning => _process is { Exited.IsCompleted: false };

    public async Task StartAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        (_process, Address) = await OwnProgram.StartAsync(Roles.Site, Settings.ToVariables());

        // As an app does that is asked whether it is ready: its first connection takes longer than a call may.
        using var ready = await _client.GetAsync(new Uri(Address, MachineEndpoints.Ready));
        ready.EnsureSuccessStatusCode();
        await balancer.AddAsync(Name, Address);
    }

    /// <summary>Lets the machine finish what it does, and ends it.</summary>
    public async Task StopAsync()
    {
        await balancer.DrainAsync(Name);
        await _process!.SignalAsync("TERM");
        await _process.Exited;
    }

    /// <summary>The machine kills itself when a refresh next reaches a step.</summary>
    public Task KillAtAsync(RefreshStep step) => TellAsync($"{MachineEndpoints.Kill}?step={step}");

    /// <summary>Completes when the process has ended.</summary>
    public Task WaitForExitAsync() => _process!.Exited;

    public Task SetClockAsync(TimeSpan ahead)
    {
        Settings = Settings with { Clock = ahead };
        return TellAsync($"{MachineEndpoints.Clock}?milliseconds={ahead.TotalMilliseconds}");
    }

    /// <summary>The machine makes a new key in its key ring, and protects with it from now on.</summary>
    public Task CreateKeyAsync() => TellAsync(MachineEndpoints.Keys);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private async Task TellAsync(string what)
    {
        using var response = await _client.PostAsync(new Uri(Address, what), content: null);
        response.EnsureSuccessStatusCode();
    }
}
