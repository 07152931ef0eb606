using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The parts of one sandbox, which it starts and disposes.</summary>
internal sealed class SandboxRuntime : IAsyncDisposable
{
    private WebApplication? _server;

    public SandboxRuntime(SandboxEnvironment environment, AuthKitEnvironment authKit, ConnectEnvironment connect)
    {
        Environment = environment;
        AuthKit = authKit;
        Connect = connect;
        SsoGrants = new(environment);
        ApiKeys = new(environment, authKit.Webhooks);
        Browser = new(environment);
    }

    public SandboxEnvironment Environment { get; }

    public AuthKitEnvironment AuthKit { get; }

    public ConnectEnvironment Connect { get; }

    public SsoGrants SsoGrants { get; }

    public WorkOsSandboxApiKeys ApiKeys { get; }

    public SandboxBrowser Browser { get; }

    public async Task StartAsync(int port, CancellationToken cancellationToken) => _server = await SandboxServer.StartAsync(
        Environment,
        new SandboxSite(port, MapApi),
        new SandboxSite(Connect.Options.Port, endpoints => endpoints.MapConnect(Connect)),
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        if (_server is { } server)
        {
            _server = null;
            await server.StopAsync(new CancellationToken(canceled: true));
            await server.DisposeAsync();
        }

        AuthKit.Dispose();
        Connect.Dispose();
    }

    private void MapApi(IEndpointRouteBuilder endpoints)
    {
        var start = new SignInStart(Environment);
        endpoints.MapIdentityProvider(start);
        endpoints.MapSso(Environment, start, SsoGrants);
        endpoints.MapAuthKit(AuthKit, start);
        endpoints.MapConnectApi(Connect);
        endpoints.MapManagement(AuthKit);
        endpoints.MapGet("/", new StartPage(Environment).HandleAsync);
        endpoints.MapPost(WorkOsSandboxEndpoints.ApiKeyValidations, new ApiKeyValidationEndpoint(Environment, ApiKeys).HandleAsync);
    }
}
