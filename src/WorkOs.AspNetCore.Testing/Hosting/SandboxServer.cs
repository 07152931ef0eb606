using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Kestrel on a loopback port. It reads no configuration, so that the application's own settings don't reach it.</summary>
internal static class SandboxServer
{
    public static Task<WebApplication> StartAsync(
        SandboxEnvironment environment, int port, Action<IEndpointRouteBuilder> mapEndpoints, CancellationToken cancellationToken)
    {
        // WebApplicationFactory takes the first host that it sees its entry point build for the application. It looks
        // along the execution context, and an application may well start its sandbox before it builds itself.
        using var flow = ExecutionContext.SuppressFlow();
        return Task.Run(() => StartServerAsync(environment, port, mapEndpoints, cancellationToken), cancellationToken);
    }

    private static async Task<WebApplication> StartServerAsync(
        SandboxEnvironment environment, int port, Action<IEndpointRouteBuilder> mapEndpoints, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, SandboxLifetime>();
        var app = builder.Build();
        try
        {
            app.Use((context, next) => Record(environment, context, next));
            app.Use(new FaultMiddleware(environment.Faults, environment.Clock).InvokeAsync);
            app.UseRouting();
            mapEndpoints(app);
            app.MapFallback(context => context.WriteMessageAsync(StatusCodes.Status404NotFound, "Not Found"));
            await app.StartAsync(cancellationToken);
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
            environment.BaseAddress = new(addresses!.Addresses.Single());
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static Task Record(SandboxEnvironment environment, HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        environment.Requests.Add(new() { Method = request.Method, Path = request.Path.Value ?? "", QueryString = request.QueryString.Value ?? "" });
        context.Response.Headers["X-Request-ID"] = SandboxIds.New("req_");
        return next(context);
    }
}
