using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>Writes the address of the site to standard output once it listens.</summary>
internal sealed class ListeningAnnouncement(IServer server, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
            Console.WriteLine(ClusterProgram.ListeningLabel + server.Features.Get<IServerAddressesFeature>()!.Addresses.First()));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
