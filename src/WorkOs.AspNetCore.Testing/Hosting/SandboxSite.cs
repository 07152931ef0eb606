using Microsoft.AspNetCore.Routing;

namespace WorkOs.AspNetCore.Testing;

/// <summary>One origin of the sandbox: its loopback port, 0 for any, and its endpoints.</summary>
internal sealed record SandboxSite(int Port, Action<IEndpointRouteBuilder> MapEndpoints);
