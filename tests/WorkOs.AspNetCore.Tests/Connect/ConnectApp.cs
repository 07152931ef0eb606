using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Connect;

/// <summary>
/// A machine of an app that signs users in with Connect at <see cref="Domain"/>: <c>/me</c> says who is there, <c>/secret</c> wants a
/// user, <c>/claims</c> lists the claims, <c>/challenge</c> takes an organization, a hint and scopes, <c>/token</c> gives the
/// access token, <c>/switch</c> says why it cannot move the session.
/// </summary>
internal sealed class ConnectApp : IAsyncDisposable
{
    public static readonly Uri Origin = new("https://app.example.com");

    private readonly WebApplication _app;

    private ConnectApp(WebApplication app, FakeAuthKitDomain domain, FakeClock clock, LogCollector logs) =>
        (_app, Domain, Clock, Logs) = (app, domain, clock, logs);

    public FakeAuthKitDomain Domain { get; }

    public FakeClock Clock { get; }

    public LogCollector Logs { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<ConnectApp> StartAsync(ConnectAppSettings? settings = null)
    {
        settings ??= new ConnectAppSettings();
        var clock = settings.Clock;
        var domain = settings.Domain ?? new FakeAuthKitDomain(clock);
        var logs = new LogCollector();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings.Configuration);
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Services.AddRouting().AddSingleton<TimeProvider>(clock).AddAuthorization();
        if (settings.Cache is { } cache)
        {
            builder.Services.AddSingleton(cache);
        }

        var authentication = builder.Services.AddWorkOsConnect(options =>
        {
            options.AuthKitDomain = new Uri(domain.Domain);
            options.ClientId = FakeAuthKitDomain.ClientId;
            options.ClientSecret = FakeAuthKitDomain.ClientSecret;
            options.BackchannelHttpHandler = domain;
            settings.Options?.Invoke(options);
        });
        if (settings.UseStore)
        {
            authentication.AddWorkOsDistributedSessions();
        }

        builder.Services.AddSingleton(settings.KeyRing);
        settings.Services?.Invoke(authentication);
        var app = builder.Build();
        Map(app);
        await app.StartAsync();
        logs.Clear();
        return new ConnectApp(app, domain, clock, logs);
    }

    public Browser NewBrowser() => new(_app.GetTestServer().CreateHandler(), Clock, Origin);

    /// <summary>Signs Ada in, the way her browser does.</summary>
    public async Task<Browser> SignInAsync(string page = "/secret")
    {
        var browser = NewBrowser();
        var back = await browser.GetAsync(Domain.CallbackOf(await browser.GetAsync(page)));
        Assert.True(back.IsRedirect, $"The callback answered {back.Status}: {back.Body} {string.Join('\n', Logs.Failures.Select(line => line.Text))}");
        return browser;
    }

    /// <summary>The failure code that a sign-in ends with.</summary>
    public async Task<string?> FailSignInAsync(string page = "/secret")
    {
        var browser = NewBrowser();
        var authorize = await browser.GetAsync(page);
        return authorize.IsRedirect ? (await browser.GetAsync(Domain.CallbackOf(authorize))).FailureCode : authorize.FailureCode;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static void Map(WebApplication app)
    {
        app.MapGet("/", () => "home");
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "nobody");
        app.MapGet("/claims", (ClaimsPrincipal user) => string.Join('\n', user.Claims.Select(claim => $"{claim.Type}={claim.Value}")));
        app.MapGet("/secret", (ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier)).RequireAuthorization();
        app.MapGet("/token", async (HttpContext context, WorkOsSessions sessions) =>
            (await sessions.GetAccessTokenAsync(context, WorkOsConnectDefaults.AuthenticationScheme)).Value ?? "none");
        app.MapGet("/switch", async (HttpContext context, WorkOsSessions sessions) => (await Record.ExceptionAsync(() =>
            sessions.SwitchOrganizationAsync(context, "org_globex", WorkOsConnectDefaults.AuthenticationScheme)))?.Message ?? "switched");
        app.MapGet("/form", (HttpContext context, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(context).RequestToken);
        app.MapGet("/challenge", (HttpContext context, string? scheme, string? organization, string? login_hint, string? scope) => context.ChallengeAsync(
            scheme ?? WorkOsConnectDefaults.AuthenticationScheme,
            new WorkOsConnectChallengeProperties
            {
                RedirectUri = "/me",
                Organization = organization,
                LoginHint = login_hint,
                Scope = scope?.Split(' ')!,
            }));
        app.MapWorkOsConnect();
    }
}
