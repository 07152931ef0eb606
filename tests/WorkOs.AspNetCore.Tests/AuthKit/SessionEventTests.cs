using System.Net;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>What the app hears of its sessions, and may say about them.</summary>
[Trait("Room", "Sessions")]
[Trait("Room", "Webhooks")]
public sealed class SessionEventTests : AuthKitTestBase
{
    private readonly List<WorkOsSessionEndedContext> _ended = [];
    private readonly List<WorkOsRefreshFailedContext> _failed = [];
    private readonly List<WorkOsWebhookReceivedContext> _webhooks = [];

    public static TheoryData<bool> Stores => [true, false];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_app_hears_once_that_a_refresh_failed_while_the_session_goes_on(bool useStore)
    {
        var app = await StartAsync(useStore);
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 503, times: int.MaxValue);
        Clock.Advance(UntilDue);

        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);

        var failed = Assert.Single(_failed);
        Assert.Equal(WorkOsAuthKitDefaults.AuthenticationScheme, failed.Scheme.Name);
        Assert.Equal(WorkOsFailureCodes.TokenExchangeUnavailable, failed.Failure.Code);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.Failure.StatusCode);
        Assert.Empty(_ended);
    }

    [Fact]
    public async Task The_app_hears_that_a_switch_was_refused()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        await browser.GetAsync("/switch?organization=org_globex");

        Assert.Equal(WorkOsFailureCodes.OrganizationSwitchRejected, Assert.Single(_failed).Failure.Code);
    }

    [Fact]
    public async Task A_session_that_was_ended_is_told_with_its_user()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        await app.Services.GetRequiredService<WorkOsSessions>().EndUserSessionsAsync(Ada.UserId);

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);

        AssertEnded(WorkOsSessionEndReason.Ended);
    }

    [Fact]
    public async Task So_is_one_that_WorkOS_refuses_to_refresh()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 400, """{"error":"invalid_grant"}""", times: int.MaxValue);
        Clock.Advance(UntilExpired);

        await WhileTimePassesAsync(browser.GetAsync("/me"));

        AssertEnded(WorkOsSessionEndReason.RefreshRefused);
    }

    [Fact]
    public async Task So_is_one_that_the_app_refuses_and_the_log_says_why()
    {
        var app = await StartAsync(options: options => options.Events.OnRefreshingSession = context =>
        {
            context.Fail("The trial of ada@acme.com is over.");
            return Task.CompletedTask;
        });
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilDue);

        await browser.GetAsync("/me");

        AssertEnded(WorkOsSessionEndReason.RefusedByApp);
        Assert.Contains(app.Logs.Entries, entry => entry.Text.EndsWith("ended a session: The trial of [removed] is over.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task So_is_one_without_a_refresh_token_that_expires()
    {
        var app = await StartAsync(useStore: false, options => options.SaveTokens = false);
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilExpired);

        await browser.GetAsync("/me");

        AssertEnded(WorkOsSessionEndReason.Expired);
    }

    [Fact]
    public async Task A_session_that_goes_on_and_a_sign_out_are_no_end()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilDue);
        await browser.GetAsync("/me");
        await browser.GetAsync("/leave");

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        Assert.Empty(_ended);
        Assert.Empty(_failed);
    }

    [Fact]
    public async Task The_app_hears_of_a_signed_webhook_of_any_event_after_its_sessions_have_ended()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(TimeSpan.FromSeconds(5));

        await SendAsync(app, WorkOs.AuthKit.CreateSignedWebhook("user.updated", new() { ["id"] = Ada.UserId }));
        await SendAsync(app, WorkOs.AuthKit.CreateSignedWebhook("user.deleted", new() { ["id"] = Ada.UserId }));

        Assert.Equal(["user.updated", "user.deleted"], _webhooks.Select(webhook => webhook.EventName));
        Assert.All(_webhooks, webhook => Assert.Equal(Ada.UserId, webhook.Data.GetProperty("id").GetString()));
        Assert.All(_webhooks, webhook => Assert.NotEmpty(webhook.Id));
        Assert.All(_webhooks, webhook => Assert.Equal(Clock.GetUtcNow(), webhook.HappenedAt));
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task It_hears_nothing_of_one_that_somebody_else_signed()
    {
        var app = await StartAsync();

        var answer = await SendAsync(app, WorkOs.AuthKit.CreateSignedWebhook("user.updated", new() { ["id"] = Ada.UserId }, secret: "whsec_of_another"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Empty(_webhooks);
    }

    [Fact]
    public async Task The_result_says_which_access_token_there_is_or_why_there_is_none()
    {
        var app = await StartAsync();
        var nobody = await app.NewBrowser().GetAsync("/token-result");
        var browser = await app.SignInAsync("ada@acme.com");
        var token = await browser.GetAsync("/token-result");
        var without = await (await (await StartAsync(useStore: false, options => options.SaveTokens = false)).SignInAsync("ada@acme.com")).GetAsync("/token-result");

        Assert.Equal("False NoSession ", nobody.Body);
        Assert.Equal($"True None {Clock.GetUtcNow().AddMinutes(5):u}", token.Body);
        Assert.Equal("False NotKept ", without.Body);
    }

    [Fact]
    public async Task A_call_that_the_app_cancels_stops_waiting_and_the_refresh_goes_on()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilDue);

        Assert.Equal("canceled canceled", (await browser.GetAsync("/canceled")).Body);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task An_expired_token_that_cannot_be_refreshed_is_unavailable()
    {
        var app = await StartAsync(options: options => options.OutageGracePeriod = TimeSpan.FromHours(1));
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 503, times: int.MaxValue);
        Clock.Advance(UntilExpired);

        Assert.Equal("False Unavailable ", (await browser.GetAsync("/token-result")).Body);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public void A_result_without_a_token_says_why()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkOsAccessToken.Fail(WorkOsAccessTokenFailure.None));
        Assert.Throws<ArgumentException>(() => WorkOsAccessToken.Success("", Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Stored_sessions_of_single_sign_on_bring_nothing_of_AuthKit_and_touch_no_other_cookie_scheme()
    {
        var services = new ServiceCollection();
        services.AddWorkOs().AddCookie("Other").AddWorkOsDistributedSessions();
        services.AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        await using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>();

        Assert.Null(provider.GetService<WorkOsSessions>());
        Assert.DoesNotContain(services, service => $"{service.ServiceType} {service.ImplementationType}".Contains("AuthKit", StringComparison.Ordinal));
        Assert.IsType<DistributedTicketStore>(options.Get(CookieAuthenticationDefaults.AuthenticationScheme).SessionStore);
        Assert.Null(options.Get("Other").SessionStore);
        Assert.IsType<ChunkingCookieManager>(options.Get("Other").CookieManager);
        Assert.Equal(typeof(CookieAuthenticationEvents), options.Get("Other").Events.GetType());
    }

    private Task<AuthKitApp> StartAsync(bool useStore = true, Action<WorkOsAuthKitOptions>? options = null) => StartAppAsync(new AuthKitAppSettings
    {
        UseStore = useStore,
        Options = authKit =>
        {
            authKit.Events.OnSessionEnded = context => Remember(_ended, context);
            authKit.Events.OnRefreshFailed = context => Remember(_failed, context);
            authKit.Events.OnWebhookReceived = context => Remember(_webhooks, context);
            options?.Invoke(authKit);
        },
        Map = app =>
        {
            app.MapGet("/leave", (HttpContext context) => context.SignOutAsync());
            app.MapGet("/canceled", async (HttpContext context, WorkOsSessions sessions) =>
            {
                var canceled = new CancellationToken(canceled: true);
                Clock.Advance(UntilDue);
                return $"{await OutcomeOfAsync(sessions.GetAccessTokenAsync(context, cancellationToken: canceled))} "
                    + await OutcomeOfAsync(sessions.SwitchOrganizationAsync(context, "org_acme", cancellationToken: canceled));
            });
            app.MapGet("/token-result", async (HttpContext context, WorkOsSessions sessions) =>
            {
                var token = await sessions.GetAccessTokenAsync(context);
                return $"{token.Succeeded} {token.Failure} {token.ExpiresAt:u}";
            });
        },
    });

    private void AssertEnded(WorkOsSessionEndReason reason)
    {
        var ended = Assert.Single(_ended);
        Assert.Equal(reason, ended.Reason);
        Assert.Equal(WorkOsAuthKitDefaults.AuthenticationScheme, ended.Scheme.Name);
        Assert.Equal(Ada.UserId, ended.Principal.FindFirstValue(ClaimTypes.NameIdentifier));
    }

    private static Task<BrowserAnswer> SendAsync(AuthKitApp app, WorkOsSandboxWebhook webhook) => app.NewBrowser().SendAsync(
        HttpMethod.Post,
        "/auth/webhooks",
        new StringContent(webhook.Body, Encoding.UTF8, "application/json"),
        [("WorkOS-Signature", webhook.Signature)]);

    private static async Task<string> OutcomeOfAsync(Task call)
    {
        try
        {
            await call;
            return "completed";
        }
        catch (OperationCanceledException)
        {
            return "canceled";
        }
    }

    private static Task Remember<T>(List<T> contexts, T context)
    {
        contexts.Add(context);
        return Task.CompletedTask;
    }
}
