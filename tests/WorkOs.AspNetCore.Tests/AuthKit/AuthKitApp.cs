using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>
/// A machine of an app that signs people in through AuthKit at a sandbox: <c>/me</c> says who is there, <c>/secret</c>
/// wants a person, <c>/token</c> gives the access token, <c>/switch</c> and <c>/choose</c> take an organization.
/// </summary>
internal sealed class AuthKitApp : IAsyncDisposable
{
    public static readonly Uri Origin = new("http://localhost");

    private readonly WebApplication _app;
    private readonly WorkOsSandbox _workos;
    private readonly FakeClock _clock;

    private AuthKitApp(WebApplication app, WorkOsSandbox workos, FakeClock clock, LogCollector logs)
    {
        _app = app;
        _workos = workos;
        _clock = clock;
        Logs = logs;
    }

    public LogCollector Logs { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<AuthKitApp> StartAsync(WorkOsSandbox workos, FakeClock clock, AuthKitAppSettings? settings = null)
    {
        settings ??= new AuthKitAppSettings();
        var logs = new LogCollector();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseTestServer();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Services.AddRouting().AddSingleton<TimeProvider>(clock);
        settings.EarlyServices?.Invoke(builder.Services);
        builder.Services.AddAuthorization(options => settings.Authorization?.Invoke(options));
        if (settings.Cache is { } cache)
        {
            builder.Services.AddSingleton(cache);
        }

        var authentication = builder.Services.AddWorkOsAuthKit(options =>
        {
            options.ClientId = workos.ClientId;
            options.ApiKey = workos.ApiKey;
            options.BaseAddress = workos.BaseAddress;
            options.SaveTokens = !settings.UseStore;
            options.WebhookSecrets.Add(AuthKitTestBase.WebhookSecret);
            settings.Options?.Invoke(options);
        });
        if (settings.UseStore)
        {
            authentication.AddWorkOsDistributedSessions();
        }

        builder.Services.AddSingleton(settings.KeyRing);
        settings.Services?.Invoke(builder.Services);
        var app = builder.Build();
        Map(app);
        settings.Map?.Invoke(app);
        await app.StartAsync();
        return new AuthKitApp(app, workos, clock, logs);
    }

    public Browser NewBrowser(Uri? origin = null) => new(_app.GetTestServer().CreateHandler(), _clock, origin ?? Origin);

    /// <summary>Signs a person in, the way their browser does.</summary>
    public async Task<Browser> SignInAsync(string email, string page = "/secret")
    {
        var browser = NewBrowser();
        var back = await ReturnAsync(browser, await browser.GetAsync(page), email);
        Assert.True(back.IsRedirect, $"The callback answered {back.Status}: {back.Body}");
        Assert.Equal(page, back.Location);
        return browser;
    }

    public async Task<BrowserAnswer> ReturnAsync(Browser browser, BrowserAnswer authorize, string email)
    {
        Assert.True(authorize.IsRedirect, $"{authorize.Status}: {authorize.Body}");
        var callback = await _workos.CompleteSignInAsync(new Uri(authorize.Location!), email);
        return await browser.GetAsync(callback.PathAndQuery);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static void Map(WebApplication app)
    {
        app.MapGet("/", () => "home");
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "nobody");
        app.MapGet("/claims", (ClaimsPrincipal user) => string.Join('\n', user.Claims.Select(claim => $"{claim.Type}={claim.Value}")));
        app.MapGet("/secret", (ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier)).RequireAuthorization();
        app.MapGet("/token", async (HttpContext context, WorkOsSessions sessions) => (await sessions.GetAccessTokenAsync(context)).Value ?? "none");
        app.MapGet("/switch", SwitchAsync);
        app.MapGet("/choices", (HttpContext context, WorkOsAuthKitOrganizationSelection selection) =>
            string.Join(',', selection.GetChoices(context).Select(choice => choice.Id)));
        app.MapGet("/choose", async (HttpContext context, WorkOsAuthKitOrganizationSelection selection, string organization) =>
            await selection.SelectAsync(context, organization) ? Results.Empty : Results.Conflict());
        app.MapGet("/challenge", (HttpContext context) => context.ChallengeAsync(
            WorkOsAuthKitDefaults.AuthenticationScheme, ReadChallenge(context.Request.Query)));
        app.MapGet("/form", (HttpContext context, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(context).RequestToken);
        app.MapWorkOsAuthKit();
        app.MapWorkOsWebhooks();
    }

    private static async Task<string> SwitchAsync(HttpContext context, WorkOsSessions sessions, string organization)
    {
        try
        {
            await sessions.SwitchOrganizationAsync(context, organization);
            return "switched";
        }
        catch (WorkOsAuthenticationException failure)
        {
            return $"{failure.Code} {failure.WorkOsErrorCode}";
        }
    }

    private static WorkOsAuthKitChallengeProperties ReadChallenge(IQueryCollection query) => new()
    {
        RedirectUri = "/me",
        Organization = query["organization"],
        Connection = query["connection"],
        Provider = query["provider"],
        ScreenHint = query["screen_hint"],
        LoginHint = query["login_hint"],
        DomainHint = query["domain_hint"],
        Prompt = query["prompt"],
        MaxAge = query["max_age"] is [{ } age] ? TimeSpan.Parse(age) : null,
        InvitationToken = query["invitation_token"],
    };
}
