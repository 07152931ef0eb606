using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore;

/// <summary>Lets the app stop only when the refreshes that are under way have ended, or its time to stop is over.</summary>
internal sealed class RefreshDrain(RefreshCoordinator coordinator) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => coordinator.DrainAsync(cancellationToken);
}
