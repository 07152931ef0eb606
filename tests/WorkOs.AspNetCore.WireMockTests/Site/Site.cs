using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>
/// An app with one product of the package, which <see cref="SsoSite"/>, <see cref="AuthKitSite"/> or
/// <see cref="BearerSite"/> adds. Browsers reach it in memory; it reaches WireMock over real sockets, through the client
/// that the package makes.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    public const string ClientId = "client_wiremock";
    public const string ApiKey = "sk_test_wiremock";
    public const string AccountPath = "/account";
    public const string SignedOutPath = "/bye";
    public const string ErrorPath = "/error";

    /// <summary>How long the app waits for WorkOS: a busy machine is not a fault; tests of the timeout set their own.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly WebApplication _app;
    private readonly Channel<PathString> _finished = Channel.CreateUnbounded<PathString>();

    private Site(WebApplication app, CapturedLogs logs)
    {
        _app = app;
        Logs = logs;
    }

    public CapturedLogs Logs { get; }

    /// <summary>Starts an app that talks to WireMock's recorded answers, and lets WireMock start over.</summary>
    public static async Task<Site> StartAsync(
        WireMockServer workOs, Action<IServiceCollection> addProduct, Action<IEndpointRouteBuilder> mapPages)
    {
        await workOs.StartOverAsync();

        var logs = new CapturedLogs();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);

        // ASP.NET Core itself logs the URL of every request, and with it the code, unless an app raises the level, as
        // every template of an app does.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting", LogLevel.Warning);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthorization();
        addProduct(builder.Services);

        var site = new Site(builder.Build(), logs);
        site._app.Use(site.NoteWhenFinishedAsync);
        site._app.UseAuthentication();
        site._app.UseAuthorization();
        mapPages(site._app);
        await site._app.StartAsync();
        return site;
    }

    public Browser NewBrowser() => new(_app.GetTestServer());

    /// <summary>A program that calls the app as an API.</summary>
    public ApiCaller NewCaller() => new(_app.GetTestServer());

    /// <summary>Returns once a request to the path has left the app, also when nobody waits for its answer any more.</summary>
    public async Task WaitUntilFinishedAsync(string path)
    {
        while (await _finished.Reader.ReadAsync() != path)
        {
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task NoteWhenFinishedAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        try
        {
            await next(context);
        }
        finally
        {
            _finished.Writer.TryWrite(path);
        }
    }
}
