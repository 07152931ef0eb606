using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// Leaves signals alone: the default lifetime would catch Ctrl+C and keep it from the application that the sandbox runs in.
/// </summary>
internal sealed class SandboxLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
