using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore.Testing;

/// <summary>When the app listens, passes its address to the sandbox in its process, and logs that the app uses a sandbox.</summary>
internal sealed partial class SandboxAnnouncement(
    Uri sandbox, Action<Uri> onListening, IServer server, IHostApplicationLifetime lifetime, ILogger<SandboxAnnouncement> logger) : IHostedService
{
    public static void AddTo(IServiceCollection services, Uri sandbox, Action<Uri> onListening) =>
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<SandboxAnnouncement>(provider, sandbox, onListening));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Announce);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Announce()
    {
        if (Uri.TryCreate(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(), UriKind.Absolute, out var site))
        {
            onListening(site);
        }

        LogSandbox(logger, sandbox);
    }

    [LoggerMessage(1, LogLevel.Information,
        "WorkOS is not configured: the app signs in with the sandbox at {Sandbox}, without passwords. Set WORKOS_CLIENT_ID and WORKOS_API_KEY to use WorkOS.",
        EventName = "SandboxInUse")]
    private static partial void LogSandbox(ILogger logger, Uri sandbox);
}
