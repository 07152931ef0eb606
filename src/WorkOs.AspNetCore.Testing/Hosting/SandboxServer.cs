using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// Kestrel on two loopback ports, one for each origin: WorkOS's API, and the AuthKit domain. It reads no configuration, so that the settings of the
/// application do not apply to it.
/// </summary>
internal static class SandboxServer
{
    public static Task<WebApplication> StartAsync(
        SandboxEnvironment environment, SandboxSite api, SandboxSite authKitDomain, CancellationToken cancellationToken)
    {
        // WebApplicationFactory uses the first host that the entry point builds in its execution context. Without suppressing the flow, that would be
        // the sandbox if the application starts it before it builds its own host.
        using var flow = ExecutionContext.SuppressFlow();
        return Task.Run(() => StartServerAsync(environment, api, authKitDomain, cancellationToken), cancellationToken);
    }

    private static async Task<WebApplication> StartServerAsync(
        SandboxEnvironment environment, SandboxSite api, SandboxSite authKitDomain, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, api.Port);
            kestrel.Listen(IPAddress.Loopback, authKitDomain.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, SandboxLifetime>();
        var app = builder.Build();
        try
        {
            app.Use((context, next) => Record(environment, context, next));
            app.Use(new FaultMiddleware(environment.Faults, environment.Clock).InvokeAsync);
            var notServed = new NotServed();
            var atApi = Pipeline(app, api, notServed);
            var atAuthKitDomain = Pipeline(app, authKitDomain, notServed);
            app.Run(context => context.Connection.LocalPort == environment.BaseAddress.Port ? atApi(context) : atAuthKitDomain(context));
            await app.StartAsync(cancellationToken);
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
            environment.AuthKitDomain = addresses[1];
            environment.BaseAddress = new(addresses[0]);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>The endpoints of one origin.</summary>
    private static RequestDelegate Pipeline(WebApplication app, SandboxSite site, NotServed notServed)
    {
        var pipeline = new ApplicationBuilder(app.Services);
        pipeline.UseRouting();
        pipeline.UseEndpoints(endpoints =>
        {
            site.MapEndpoints(endpoints);
            notServed.Map(endpoints);
        });
        return pipeline.Build();
    }

    private static Task Record(SandboxEnvironment environment, HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        environment.Requests.Add(new() { Method = request.Method, Path = request.Path.Value ?? "", QueryString = request.QueryString.Value ?? "" });
        context.Response.Headers["X-Request-ID"] = SandboxIds.New("req_");
        return next(context);
    }
}
