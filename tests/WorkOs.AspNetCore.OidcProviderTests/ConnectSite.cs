using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.OidcProviderTests;

/// <summary>An app that signs users in with Connect, at the provider in place of an AuthKit domain. Its calls go over real sockets.</summary>
internal sealed class ConnectSite : IAsyncDisposable
{
    public const string ClientSecret = "s3cr3t/of+the=application";

    private readonly WebApplication _app;
    private readonly OidcProvider _provider;

    private ConnectSite(WebApplication app, OidcProvider provider, MovableTime time) => (_app, _provider, Time) = (app, provider, time);

    public MovableTime Time { get; }

    public static async Task<ConnectSite> StartAsync(OidcProvider provider, string clientId, Action<WorkOsConnectOptions>? configure = null)
    {
        var time = new MovableTime();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting().AddSingleton<TimeProvider>(time).AddAuthorization();
        builder.Services.AddWorkOsConnect(options =>
        {
            options.AuthKitDomain = provider.Issuer;
            options.ClientId = clientId;
            options.ClientSecret = ClientSecret;
            options.BackchannelTimeout = TimeSpan.FromMinutes(1);
            configure?.Invoke(options);
        }).AddWorkOsDistributedSessions();
        var app = builder.Build();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "nobody");
        app.MapGet("/claims", (ClaimsPrincipal user) => string.Join('\n', user.Claims.Select(claim => $"{claim.Type}={claim.Value}")));
        app.MapGet("/refresh-token", async (HttpContext context) => await context.GetTokenAsync("refresh_token") ?? "none");
        app.MapGet("/form", (HttpContext context, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(context).RequestToken);
        app.MapGet("/secret", () => "secret").RequireAuthorization();
        app.MapGet("/challenge", (HttpContext context, string? login_hint, string? scope) => context.ChallengeAsync(
            WorkOsConnectDefaults.AuthenticationScheme,
            new WorkOsConnectChallengeProperties { RedirectUri = "/me", LoginHint = login_hint, Scope = scope?.Split(' ')! }));
        app.MapWorkOsConnect();
        await app.StartAsync();
        return new ConnectSite(app, provider, time);
    }

    public Browser NewBrowser() => new(_app.GetTestServer().CreateHandler(), Time, new Uri("https://app.example.com"));

    /// <summary>Signs Ada in, through the provider and back.</summary>
    public async Task<Browser> SignInAsync()
    {
        var browser = NewBrowser();
        var back = await ReturnAsync(browser, await browser.GetAsync("/secret"));
        Assert.True(back.IsRedirect && back.Location == "/secret", $"{back.Status} {back.Location}: {back.Body}");
        return browser;
    }

    public async Task<BrowserAnswer> ReturnAsync(Browser browser, BrowserAnswer authorize)
    {
        Assert.True(authorize.IsRedirect, $"{authorize.Status}: {authorize.Body}");
        return await browser.GetAsync((await _provider.GoThroughAsync(new Uri(authorize.Location!))).PathAndQuery);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
