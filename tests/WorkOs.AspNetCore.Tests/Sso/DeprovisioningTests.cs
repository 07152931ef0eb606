using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Attacks;
using WorkOs.AspNetCore.Tests.Cache;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Sso;

/// <summary>Sessions of single sign-on have no end at WorkOS: they end when WorkOS says that their person or company is gone.</summary>
[Trait("Room", "Sso")]
[Trait("Room", "Sessions")]
[Trait("Room", "Webhooks")]
public sealed class DeprovisioningTests
{
    private const string Secret = "whsec_of_single_sign_on";
    private const string Path = "/auth/webhooks";

    private readonly FakeSessionCache _cache = new();

    public static TheoryData<string, bool> EndsAndStores
    {
        get
        {
            var rows = new TheoryData<string, bool>();
            foreach (var name in Deprovisioned.Ends.Keys)
            {
                rows.Add(name, true);
                rows.Add(name, false);
            }

            return rows;
        }
    }

    public static TheoryData<string> OtherEvents => [.. Deprovisioned.Others.Keys];

    [Theory]
    [MemberData(nameof(EndsAndStores))]
    public async Task Whoever_is_gone_is_out_with_their_next_request(string what, bool useStore)
    {
        await using var app = await StartAsync(useStore);
        var browser = app.NewBrowser();
        await browser.SignInAsync();
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
        app.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, Deprovisioned.Ends[what]));

        Assert.Equal("nobody", await browser.WhoAsync());
        Assert.Equal("nobody", await browser.WhoAsync());
        Assert.Equal(WorkOsDefaults.AuthenticationScheme, Assert.Single(app.Logs.Named("SessionExpired"))["Scheme"]);
        Assert.DoesNotContain(browser.Cookies, cookie => cookie.Name.StartsWith(CookieAuthenticationDefaults.CookiePrefix, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(OtherEvents))]
    public async Task Nobody_else_is(string what)
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, Deprovisioned.Others[what]));

        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Theory]
    [InlineData("connection deactivated")]
    [InlineData("directory user deleted")]
    public async Task Whoever_signs_in_again_stays_also_when_the_webhook_is_sent_again(string what)
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();
        var at = app.Clock.GetUtcNow();
        await SendAsync(app, Deprovisioned.Ends[what], happenedAt: at);
        Assert.Equal("nobody", await browser.WhoAsync());

        // In the same second: no clock is compared.
        await browser.SignInAsync();
        await SendAsync(app, Deprovisioned.Ends[what], happenedAt: at);
        await SendAsync(app, Deprovisioned.Ends[what], happenedAt: at - TimeSpan.FromMinutes(1));
        Assert.Equal(Profiles.Id, await browser.WhoAsync());

        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await SendAsync(app, Deprovisioned.Ends[what]);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Theory]
    [InlineData(-170)]
    [InlineData(170)]
    public async Task A_clock_that_is_not_WorkOSs_lets_nobody_stay(int secondsAhead)
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        await SendAsync(app, Deprovisioned.Ends["connection deleted"], happenedAt: app.Clock.GetUtcNow() - TimeSpan.FromSeconds(secondsAhead));

        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Fact]
    public async Task A_sign_in_that_could_not_read_the_marks_has_seen_none()
    {
        await using var app = await StartAsync(useStore: false);
        var browser = app.NewBrowser();
        await SendAsync(app, Deprovisioned.Ends["connection deleted"]);
        var authorize = await browser.StartAsync();
        _cache.Freeze();
        var back = browser.ReturnAsync(authorize);
        using var pump = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!back.IsCompleted && await pump.WaitForNextTickAsync())
        {
            app.Clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        Assert.True((await back).IsRedirect);
        _cache.Thaw();
        app.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("nobody", await browser.WhoAsync());
        await browser.SignInAsync();
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_waits_for_the_cache_once(bool useStore)
    {
        await using var app = await StartAsync(useStore);
        var browser = app.NewBrowser();
        await browser.SignInAsync();
        _cache.Calls.Clear();

        Assert.Equal(Profiles.Id, await browser.WhoAsync());

        Assert.Equal(["get"], _cache.Calls);
    }

    [Fact]
    public async Task An_app_without_secrets_takes_no_webhook_and_pays_nothing()
    {
        await using var app = await StartAsync(useStore: false, secret: null);
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(app, Deprovisioned.Ends["connection deleted"]));

        Assert.Equal(Profiles.Id, await browser.WhoAsync());
        Assert.Empty(_cache.Calls);
        Assert.IsNotType<SessionCookieEvents>(
            app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme).Events);
    }

    [Fact]
    public async Task A_webhook_with_another_secret_changes_nothing()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(app, Deprovisioned.Ends["connection deleted"], secret: "whsec_other"));

        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Theory]
    [InlineData("client_other", Profiles.Id)]
    [InlineData(TestApp.ClientId, "nobody")]
    public async Task It_ends_sessions_of_its_own_environment_only(string environment, string who)
    {
        await using var app = await StartAsync(more: (authentication, options) => authentication.AddWorkOs("Other", other =>
        {
            options(other);
            other.CallbackPath = "/signin-other";
            other.WebhookSecrets.Clear();
            other.WebhookSecrets.Add("whsec_of_the_other");
            other.EnvironmentClientId = environment;
        }));
        var browser = app.NewBrowser();
        await browser.SignInAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, Deprovisioned.Ends["organization deleted"], secret: "whsec_of_the_other", path: "/other" + Path));

        Assert.Equal(who, await browser.WhoAsync());
    }

    private Task<TestApp> StartAsync(bool useStore = true, string? secret = Secret, Action<AuthenticationBuilder, Action<WorkOsOptions>>? more = null) =>
        TestApp.StartAsync(settings =>
        {
            settings.Options = options =>
            {
                if (secret is not null)
                {
                    options.WebhookSecrets.Add(secret);
                }
            };
            settings.Services = (services, options) =>
            {
                services.AddSingleton<IWorkOsSessionCache>(_cache);
                var authentication = services.AddWorkOs(options);
                if (useStore)
                {
                    authentication.AddWorkOsDistributedSessions();
                }

                more?.Invoke(authentication, options);
            };
            settings.Pipeline = app =>
            {
                app.MapWorkOsWebhooks(WorkOsDefaults.AuthenticationScheme);
                app.MapGroup("/other").MapWorkOsWebhooks("Other");
            };
        });

    private static Task<HttpStatusCode> SendAsync(
        TestApp app, (string Event, JsonObject Data) end, DateTimeOffset? happenedAt = null, string secret = Secret, string path = Path) =>
        app.SendWebhookAsync(end, secret, path, happenedAt);
}
