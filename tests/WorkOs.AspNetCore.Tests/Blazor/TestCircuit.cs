using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Blazor;

/// <summary>A circuit as Blazor makes one: services of its own, begun by a call of a connection, without a request.</summary>
internal sealed class TestCircuit : IAsyncDisposable
{
    private const string Path = "/circuit";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly ConcurrentDictionary<string, TestConnection> Connections = new(StringComparer.Ordinal);

    private readonly IServiceProvider _app;
    private readonly AsyncServiceScope _scope;
    private readonly ConcurrentQueue<string?> _told = new();

    private TestCircuit(IServiceProvider app) => (_app, _scope) = (app, app.CreateAsyncScope());

    public IServiceProvider Services => _scope.ServiceProvider;

    public AuthenticationStateProvider State => Services.GetRequiredService<AuthenticationStateProvider>();

    /// <summary>The id of the user that components were told of, each time; <see langword="null"/> for nobody.</summary>
    public IReadOnlyList<string?> Told => [.. _told];

    /// <summary>Adds what circuits need to an app.</summary>
    public static AuthKitAppSettings With(AuthKitAppSettings? settings = null)
    {
        settings ??= new AuthKitAppSettings();
        return new AuthKitAppSettings
        {
            UseStore = settings.UseStore,
            Cache = settings.Cache,
            KeyRing = settings.KeyRing,
            Options = settings.Options,
            Services = services =>
            {
                Add(services);
                settings.Services?.Invoke(services);
            },
            Map = app =>
            {
                Map(app);
                settings.Map?.Invoke(app);
            },
        };
    }

    public static void Add(IServiceCollection services) => services.AddRazorComponents().AddInteractiveServerComponents().AddWorkOsAuthenticationState();

    public static void Map(WebApplication app) =>
        app.MapGet(Path, static (HttpContext context, CircuitConnectionFilter filter) => ConnectAsync(context, filter));

    /// <summary>Opens a page with an interactive component.</summary>
    public static async Task<TestCircuit> OpenAsync(IServiceProvider app, Browser browser)
    {
        var (circuit, connection) = (new TestCircuit(app), await ConnectAsync(browser));
        circuit.State.AuthenticationStateChanged += state => circuit._told.Enqueue(state.Result.User.FindFirstValue(ClaimTypes.NameIdentifier));
        await circuit.CallAsync(connection, () =>
        {
            ((IHostEnvironmentAuthenticationStateProvider)circuit.State).SetAuthenticationState(Task.FromResult(new AuthenticationState(connection.User!)));
            return Task.CompletedTask;
        });
        return circuit;
    }

    /// <summary>Connects the circuit again, with what the browser has by now.</summary>
    public async Task ReconnectAsync(Browser browser) => await CallAsync(await ConnectAsync(browser), async () =>
    {
        foreach (var handler in Services.GetServices<CircuitHandler>())
        {
            await handler.OnConnectionUpAsync(circuit: null!, CancellationToken.None);
        }
    });

    /// <summary>Runs an event of a component, which a call of the connection brings.</summary>
    public async Task<T> HandleEventAsync<T>(Browser browser, Func<Task<T>> handler)
    {
        T result = default!;
        await CallAsync(await ConnectAsync(browser), async () => result = await handler());
        return result;
    }

    public Task<WorkOsAccessToken> GetTokenAsync() => Services.GetRequiredService<WorkOsBlazorSession>().GetAccessTokenAsync();

    public async Task<ClaimsPrincipal> GetUserAsync() => (await State.GetAuthenticationStateAsync()).User;

    /// <summary>Waits until components are told of a user like this.</summary>
    public async Task<ClaimsPrincipal> WaitForAsync(Func<ClaimsPrincipal, bool> user)
    {
        var found = new TaskCompletionSource<ClaimsPrincipal>(TaskCreationOptions.RunContinuationsAsynchronously);
        State.AuthenticationStateChanged += OnChanged;
        try
        {
            OnChanged(State.GetAuthenticationStateAsync());
            return await found.Task.WaitAsync(Patience);
        }
        finally
        {
            State.AuthenticationStateChanged -= OnChanged;
        }

        void OnChanged(Task<AuthenticationState> state)
        {
            if (state.Result.User is var present && user(present))
            {
                found.TrySetResult(present);
            }
        }
    }

    public Task WaitForNobodyAsync() => WaitForAsync(static user => user.Identity?.IsAuthenticated != true);

    public async ValueTask DisposeAsync() => await _scope.DisposeAsync();

    private static async Task<string> ConnectAsync(HttpContext context, CircuitConnectionFilter filter)
    {
        var connection = new TestConnection(context);
        using var hub = new NoHub();
        await filter.OnConnectedAsync(new HubLifetimeContext(connection, context.RequestServices, hub), _ =>
        {
            Connections[context.TraceIdentifier] = connection;
            return Task.CompletedTask;
        });
        return context.TraceIdentifier;
    }

    private static async Task<TestConnection> ConnectAsync(Browser browser) => Connections[(await browser.GetAsync(Path)).Body];

    private async Task CallAsync(TestConnection connection, Func<Task> run)
    {
        using var hub = new NoHub();
        var call = new HubInvocationContext(connection, _app, hub, typeof(NoHub).GetMethod(nameof(NoHub.OnConnectedAsync))!, []);
        await _app.GetRequiredService<CircuitConnectionFilter>().InvokeMethodAsync(call, async _ =>
        {
            await run();
            return null;
        });
    }

    private sealed class NoHub : Hub;
}
