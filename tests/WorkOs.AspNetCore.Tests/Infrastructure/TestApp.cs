using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>
/// An app with the package in it, on a test server: <c>/</c>, <c>/secret</c> (wants a person), <c>/me</c> (says who),
/// <c>/challenge</c> (challenges with <see cref="Challenge"/>), <c>/form</c> (an antiforgery token), <c>/adopt</c> (an external session becomes the app's), and the endpoints
/// of <c>MapWorkOs</c>. WorkOS is <see cref="WorkOs"/>, time is <see cref="Clock"/>.
/// </summary>
public sealed class TestApp : IAsyncDisposable
{
    public const string ClientId = "client_test";
    public static readonly Uri Origin = new("https://app.example.com");

    private readonly WebApplication _app;
    private readonly List<Browser> _browsers = [];

    private TestApp(WebApplication app, TestAppSettings settings)
    {
        _app = app;
        WorkOs = settings.WorkOs;
        Clock = settings.Clock;
        Logs = settings.Logs;
    }

    public StubWorkOs WorkOs { get; }

    public FakeClock Clock { get; }

    public LogCollector Logs { get; }

    public IServiceProvider Services => _app.Services;

    public TestServer Server => _app.GetTestServer();

    /// <summary>What <c>/challenge</c> challenges with.</summary>
    public Func<AuthenticationProperties> Challenge { get; set; } = DefaultChallenge;

    public static Task<TestApp> StartAsync(Action<WorkOsOptions>? options = null) => StartAsync(settings => settings.Options += options);

    public static async Task<TestApp> StartAsync(Action<TestAppSettings> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var settings = new TestAppSettings();
        configure(settings);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings.Configuration);
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(settings.Logs);
        builder.Services.AddRouting().AddSingleton<TimeProvider>(settings.Clock).AddAuthorization();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        settings.Services(builder.Services, options =>
        {
            options.ClientId = ClientId;
            options.ApiKey = Secrets.ApiKey;
            options.Organization = Profiles.Organization;
            options.BackchannelHttpHandler = settings.WorkOs;
            settings.Options?.Invoke(options);
        });

        var app = builder.Build();
        var test = new TestApp(app, settings);
        settings.Pipeline?.Invoke(app);
        test.Map(app);
        await app.StartAsync();
        settings.Logs.Clear();
        return test;
    }

    /// <summary>Makes it the app that it was at first, an hour later: past everything that it remembers for a while.</summary>
    public TestApp StartOver()
    {
        Clock.Advance(TimeSpan.FromHours(1));
        Challenge = DefaultChallenge;
        WorkOs.StartOver();
        Logs.Clear();
        return this;
    }

    public Browser NewBrowser(Uri? origin = null)
    {
        var browser = new Browser(Server.CreateHandler(), Clock, origin ?? Origin);
        _browsers.Add(browser);
        return browser;
    }

    public WorkOsOptions OptionsOf(string scheme = WorkOsDefaults.AuthenticationScheme) =>
        Services.GetRequiredService<IOptionsMonitor<WorkOsOptions>>().Get(scheme);

    /// <summary>What the state of an authorize URL holds.</summary>
    public AuthenticationProperties ReadState(BrowserAnswer authorize)
    {
        ArgumentNullException.ThrowIfNull(authorize);
        return OptionsOf().StateDataFormat.Unprotect(authorize.Query("state"))!;
    }

    public async ValueTask DisposeAsync()
    {
        _browsers.ForEach(browser => browser.Dispose());
        await _app.DisposeAsync();
        WorkOs.Dispose();
    }

    private static WorkOsChallengeProperties DefaultChallenge() => new() { RedirectUri = "/welcome" };

    private void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", () => "home");
        app.MapGet("/welcome", () => "welcome");
        app.MapGet("/secret", (ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier)).RequireAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "nobody");
        app.Map("/challenge", (HttpContext context) =>
            context.ChallengeAsync(context.Request.Query["scheme"].FirstOrDefault() ?? WorkOsDefaults.AuthenticationScheme, Challenge()));
        app.MapGet("/adopt", async (HttpContext context) =>
            await context.SignInAsync("Identity.Application", (await context.AuthenticateAsync("Identity.External")).Principal!));
        app.MapGet("/form", (HttpContext context, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(context).RequestToken);
        app.MapWorkOs();
    }
}
