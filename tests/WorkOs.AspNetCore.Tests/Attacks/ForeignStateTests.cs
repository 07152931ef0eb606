using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>A state that somebody else was given, opened in a browser that never started a sign-in; and a browser that comes back late.</summary>
[Trait("Room", "Remote")]
public sealed class ForeignStateTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(60 * 24 * 365)]
    public async Task A_state_of_another_browser_keeps_no_items(int minutes)
    {
        await using var app = await StartAsync();
        var attackers = await app.NewBrowser().StartAsync("/challenge");
        app.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var restarted = await app.NewBrowser().ReturnAsync(attackers);

        var state = app.ReadState(restarted);
        Assert.Equal([".iat", ".redirect", ".sel", ".try", ".xsrf", "code_verifier"], state.Items.Keys.Order(StringComparer.Ordinal));
        Assert.NotEqual(app.ReadState(attackers).Items["code_verifier"], state.Items["code_verifier"]);
        Assert.Equal("/welcome", state.RedirectUri);
        Assert.Equal(Profiles.Connection, restarted.Query("connection"));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(60)]
    [InlineData(60 * 23)]
    public async Task A_browser_that_comes_late_with_its_cookie_keeps_its_items(int minutes)
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/challenge");
        app.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var restarted = await browser.ReturnAsync(start);

        Assert.Equal("account-7", app.ReadState(restarted).Items["link"]);
        Assert.Equal(Profiles.Connection, restarted.Query("connection"));
        Assert.Equal("/welcome", (await browser.ReturnAsync(restarted)).Location);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Fact]
    public async Task A_browser_that_comes_a_day_late_has_no_cookie_any_more()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/challenge");
        app.Clock.Advance(TimeSpan.FromHours(24));

        Assert.Empty(browser.CorrelationCookies);
        Assert.DoesNotContain("link", app.ReadState(await browser.ReturnAsync(start)).Items.Keys);
    }

    [Theory]
    [InlineData("access_denied")]
    [InlineData("server_error")]
    public async Task An_error_with_a_state_of_another_browser_offers_no_items_either(string error)
    {
        IDictionary<string, string?>? seen = null;
        await using var app = await StartAsync(options => options.Events.OnRemoteFailure = context =>
        {
            seen = context.Properties?.Items;
            return Task.CompletedTask;
        });
        var attackers = await app.NewBrowser().StartAsync("/challenge");
        var victim = app.NewBrowser();

        var failed = await victim.GetAsync($"{CallbackPath}?error={error}&state={Uri.EscapeDataString(attackers.Query("state")!)}");

        Assert.Equal(error, failed.FailureCode);
        Assert.DoesNotContain("link", seen!.Keys);
        Assert.DoesNotContain("link", app.ReadState(await victim.StartAsync(failed.NextLink!)).Items.Keys);
    }

    [Fact]
    public async Task A_failure_while_a_foreign_state_is_looked_at_does_not_make_it_this_browsers()
    {
        await using var app = await TestApp.StartAsync(settings => settings.Services = AddWithBrokenSession);
        app.Challenge = Linking;
        var attackers = await app.NewBrowser().StartAsync("/challenge");
        var victim = app.NewBrowser();
        victim.Set("broken", "1");

        var failed = await victim.ReturnAsync(attackers);
        victim.Forget(cookie => cookie.Name == "broken");

        Assert.Equal("sign_in_failed", failed.FailureCode);
        Assert.DoesNotContain("link", app.ReadState(await victim.StartAsync(failed.NextLink!)).Items.Keys);
    }

    [Fact]
    public async Task A_foreign_state_must_end_in_the_organization_of_the_options()
    {
        await using var app = await StartAsync();
        app.WorkOs.Profile = Profiles.Ada().With("connection_id", "conn_globex").With("organization_id", "org_globex");
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Connection = "conn_globex" };
        var attackers = await app.NewBrowser().StartAsync("/challenge");
        var victim = app.NewBrowser();

        var restarted = await victim.ReturnAsync(attackers);

        Assert.Equal("organization_mismatch", (await victim.ReturnAsync(restarted)).FailureCode);
        Assert.Equal("nobody", await victim.WhoAsync());
    }

    [Fact]
    public async Task A_foreign_state_of_another_organization_is_refused_before_anybody_goes_to_WorkOS()
    {
        await using var app = await StartAsync();
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Organization = "org_globex" };
        var attackers = await app.NewBrowser().StartAsync("/challenge");
        var victim = app.NewBrowser();

        var refused = await victim.ReturnAsync(attackers);

        Assert.Equal("organization_mismatch", refused.FailureCode);
        Assert.Equal(Profiles.Organization, (await victim.GetAsync(refused.NextLink!)).Query("organization"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task The_app_may_name_another_organization_for_the_browser_that_it_challenges(int minutes)
    {
        await using var app = await StartAsync();
        app.WorkOs.Profile = Profiles.Ada().With("organization_id", "org_globex");
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Organization = "org_globex" };
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/challenge");
        app.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var answer = await browser.ReturnAsync(start);
        answer = answer.GoesToWorkOs ? await browser.ReturnAsync(answer) : answer;

        Assert.Equal("/welcome", answer.Location);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Fact]
    public async Task A_foreign_state_that_names_what_no_link_could_name_starts_with_the_default()
    {
        await using var app = await StartAsync();
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Provider = "GoogleOAuth" };

        var restarted = await app.NewBrowser().ReturnAsync(await app.NewBrowser().StartAsync("/challenge"));

        Assert.Null(restarted.Query("provider"));
        Assert.Equal(Profiles.Organization, restarted.Query("organization"));
    }

    [Fact]
    public async Task Without_a_default_such_a_state_ends_with_its_failure()
    {
        await using var app = await StartAsync(options => options.Organization = null);
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Provider = "GoogleOAuth" };

        Assert.Equal("correlation_failed", (await app.NewBrowser().ReturnAsync(await app.NewBrowser().StartAsync("/challenge"))).FailureCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    public async Task The_return_url_of_a_foreign_state_is_checked_again(string returnUrl)
    {
        await using var app = await StartAsync();
        var foreign = new AuthenticationProperties { RedirectUri = returnUrl };
        foreign.Items[".iat"] = SecondsOf(app.Clock.GetUtcNow());
        var state = Uri.EscapeDataString(app.OptionsOf().StateDataFormat.Protect(foreign));
        var browser = app.NewBrowser();

        var restarted = await browser.GetAsync($"{CallbackPath}?code=x&state={state}");
        Assert.Equal("/", app.ReadState(restarted).RedirectUri);
        await browser.ReturnAsync(restarted);

        Assert.Equal("/", (await browser.GetAsync($"{CallbackPath}?code=x&state={state}")).Location);
    }

    [Theory]
    [InlineData(299, false)]
    [InlineData(301, true)]
    public async Task A_state_of_the_future_is_refused_like_an_old_one(int seconds, bool refused)
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/challenge");
        var state = app.ReadState(start);
        state.Items[".iat"] = SecondsOf(app.Clock.GetUtcNow().AddSeconds(seconds));

        var answer = await browser.GetAsync($"{CallbackPath}?code={NextCode()}&state={Uri.EscapeDataString(app.OptionsOf().StateDataFormat.Protect(state))}");

        Assert.Equal(refused, answer.GoesToWorkOs);
        Assert.Equal(refused ? 0 : 1, app.WorkOs.TokenRequests.Count);
    }

    private static string SecondsOf(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static WorkOsChallengeProperties Linking() =>
        new() { RedirectUri = "/welcome", Connection = Profiles.Connection, Items = { ["link"] = "account-7" }, IsPersistent = true };

    private static async Task<TestApp> StartAsync(Action<WorkOsOptions>? options = null)
    {
        var app = await TestApp.StartAsync(options);
        app.Challenge = Linking;
        return app;
    }

    private static void AddWithBrokenSession(IServiceCollection services, Action<WorkOsOptions> options)
    {
        var builder = services.AddWorkOs(options);
        builder.Services.Configure<CookieAuthenticationOptions>(
            CookieAuthenticationDefaults.AuthenticationScheme, static cookie => cookie.CookieManager = new BrokenCookies());
    }

    private sealed class BrokenCookies : ICookieManager
    {
        private readonly ChunkingCookieManager _cookies = new();

        public string? GetRequestCookie(HttpContext context, string key) =>
            context.Request.Cookies.ContainsKey("broken") && context.Request.Path == CallbackPath
                ? throw new InvalidOperationException("The store is down.")
                : _cookies.GetRequestCookie(context, key);

        public void AppendResponseCookie(
            HttpContext context, string key, string? value, CookieOptions options) =>
            _cookies.AppendResponseCookie(context, key, value, options);

        public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
            _cookies.DeleteCookie(context, key, options);
    }
}
