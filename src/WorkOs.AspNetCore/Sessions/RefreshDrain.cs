using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore;

/// <summary>Delays the shutdown of the app until the running refreshes have ended, up to the shutdown timeout of the host.</summary>
internal sealed class RefreshDrain(RefreshCoordinator coordinator) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => coordinator.DrainAsync(cancellationToken);
}
