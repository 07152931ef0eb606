using System.Security.Claims;
using System.Threading.Channels;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>
/// An app with <c>AddWorkOs</c>. Browsers reach it in memory; it reaches WireMock over real sockets, through the client
/// that the package makes.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    public const string ClientId = "client_wiremock";
    public const string ApiKey = "sk_test_wiremock";
    public const string AccountPath = "/account";
    public const string SignedOutPath = "/bye";

    private readonly WebApplication _app;
    private readonly Channel<PathString> _finished = Channel.CreateUnbounded<PathString>();

    private Site(WebApplication app, CapturedLogs logs)
    {
        _app = app;
        Logs = logs;
    }

    public CapturedLogs Logs { get; }

    /// <summary>Starts an app that talks to WireMock's recorded answers, and begins a new journal.</summary>
    public static async Task<Site> StartAsync(WireMockServer workOs, Action<WorkOsOptions>? configure = null)
    {
        await workOs.ForgetRequestsAsync();

        var logs = new CapturedLogs();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);

        // ASP.NET Core itself logs the URL of every request, and with it the code, unless an app raises the level, as
        // every template of an app does.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting", LogLevel.Warning);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthorization();
        builder.Services.AddWorkOs(options =>
        {
            options.ClientId = ClientId;
            options.ApiKey = ApiKey;
            options.BaseAddress = workOs.Address;
            options.ErrorPath = "/error";

            // A busy machine is not a fault; tests of the timeout set their own.
            options.BackchannelTimeout = TimeSpan.FromMinutes(1);
            configure?.Invoke(options);
        });

        var site = new Site(builder.Build(), logs);
        site.Map();
        await site._app.StartAsync();
        return site;
    }

    public Browser NewBrowser() => new(_app.GetTestServer());

    /// <summary>Returns once a request to the path has left the app, also when nobody waits for its answer any more.</summary>
    public async Task WaitUntilFinishedAsync(string path)
    {
        while (await _finished.Reader.ReadAsync() != path)
        {
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map()
    {
        _app.Use(async (context, next) =>
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
        });
        _app.UseAuthentication();
        _app.UseAuthorization();

        _app.MapGet("/sign-in", (string? organization, string? connection, string? provider, string? domain) => Results.Challenge(
            new WorkOsChallengeProperties
            {
                Organization = organization,
                Connection = connection,
                Provider = provider,
                Domain = domain,
                LoginHint = "ada@acme.example",
                RedirectUri = AccountPath,
            },
            [WorkOsDefaults.AuthenticationScheme]));
        _app.MapGet(AccountPath, (ClaimsPrincipal user) => user.Claims.Select(claim => new[] { claim.Type, claim.Value }));
        _app.MapPost("/sign-out", () => Results.SignOut(
            new AuthenticationProperties { RedirectUri = SignedOutPath }, [WorkOsDefaults.AuthenticationScheme]));
    }
}
