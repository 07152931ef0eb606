using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Remote;

[Trait("Room", "Remote")]
public sealed class RestartTests
{
    [Fact]
    public async Task Sixteen_minutes_at_the_identity_provider_end_signed_in_where_the_person_wanted_to_go()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/secret?page=7");
        app.Clock.Advance(TimeSpan.FromMinutes(16));

        var restarted = await browser.ReturnAsync(start);
        Assert.True(restarted.GoesToWorkOs);
        Assert.Empty(app.WorkOs.Requests);

        Assert.Equal("/secret?page=7", (await browser.ReturnAsync(restarted)).Location);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
        Assert.Equal("state_expired", Assert.Single(app.Logs.Named("SignInRestarted"))["Reason"]);
        Assert.Empty(app.Logs.Failures);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(899)]
    [InlineData(900)]
    public async Task A_sign_in_within_fifteen_minutes_is_not_late(int seconds)
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync();
        var kept = browser.CorrelationCookies[0];
        app.Clock.Advance(TimeSpan.FromSeconds(seconds));
        browser.Set(kept.Name, kept.Value);

        Assert.Equal("/secret", (await browser.ReturnAsync(start)).Location);
    }

    [Fact]
    public async Task A_late_state_is_late_whatever_the_browser_keeps()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync();
        var kept = browser.CorrelationCookies[0];
        app.Clock.Advance(TimeSpan.FromSeconds(901));
        browser.Set(kept.Name, kept.Value);

        Assert.True((await browser.ReturnAsync(start)).GoesToWorkOs);
        Assert.Empty(app.WorkOs.Requests);
    }

    [Fact]
    public async Task A_restart_asks_for_the_same_thing_with_a_fresh_state_and_a_fresh_verifier()
    {
        await using var app = await TestApp.StartAsync();
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Connection = Profiles.Connection, Items = { ["app"] = "mine" } };
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/challenge");
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        var restarted = await browser.ReturnAsync(start);

        Assert.Equal(Profiles.Connection, restarted.Query("connection"));
        Assert.NotEqual(start.Query("state"), restarted.Query("state"));
        Assert.NotEqual(start.Query("code_challenge"), restarted.Query("code_challenge"));
        Assert.Equal("mine", app.ReadState(restarted).Items["app"]);
        Assert.Equal("/welcome", (await browser.ReturnAsync(restarted)).Location);
    }

    [Fact]
    public async Task A_second_loss_in_a_row_is_a_failure_that_keeps_the_return_url()
    {
        await using var app = await TestApp.StartAsync(options => options.ErrorPath = "/oops");
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/secret?page=7");
        browser.Forget(_ => true);
        var restarted = await browser.ReturnAsync(start);
        browser.Forget(_ => true);

        Assert.Equal("/oops?error=correlation_failed&ReturnUrl=%2Fsecret%3Fpage%3D7", (await browser.ReturnAsync(restarted)).Location);
    }

    [Fact]
    public async Task Back_after_sign_in_goes_to_the_return_url_and_redeems_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/secret?page=7");
        var callback = SignInSteps.CallbackOf(start);
        await browser.GetAsync(callback);

        var back = await browser.GetAsync(callback);

        Assert.Equal("/secret?page=7", back.Location);
        Assert.Single(app.WorkOs.Requests);
        Assert.Single(app.Logs.Named("CallbackSkipped"));
    }

    [Fact]
    public async Task A_session_of_another_organization_does_not_stand_in_for_the_one_asked_for()
    {
        await using var app = await TestApp.StartAsync(options => options.Organization = null);
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Organization = Profiles.Organization };
        var browser = app.NewBrowser();
        await browser.SignInAsync("/challenge");
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Organization = "org_other" };
        var start = await browser.StartAsync("/challenge");
        app.Clock.Advance(TimeSpan.FromMinutes(16));

        var answer = await browser.ReturnAsync(start);

        Assert.True(answer.GoesToWorkOs);
        Assert.Equal("org_other", answer.Query("organization"));
    }

    [Fact]
    public async Task Two_tabs_that_finish_in_reverse_order_both_end_signed_in()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var first = await browser.StartAsync("/secret?tab=1");
        var second = await browser.StartAsync("/secret?tab=2");

        Assert.Equal("/secret?tab=2", (await browser.ReturnAsync(second)).Location);
        Assert.Equal("/secret?tab=1", (await browser.ReturnAsync(first)).Location);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
        Assert.Empty(browser.CorrelationCookies);
        Assert.Empty(app.Logs.Named("SignInRestarted"));
    }

    [Fact]
    public async Task Two_tabs_that_lose_their_cookies_are_both_restarted()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var first = await browser.StartAsync("/secret?tab=1");
        var second = await browser.StartAsync("/secret?tab=2");
        browser.Forget(_ => true);

        var firstAgain = await browser.ReturnAsync(first);
        var secondAgain = await browser.ReturnAsync(second);

        Assert.Equal("/secret?tab=2", (await browser.ReturnAsync(secondAgain)).Location);
        Assert.Equal("/secret?tab=1", (await browser.ReturnAsync(firstAgain)).Location);
    }

    [Fact]
    public async Task Sixty_abandoned_challenges_do_not_break_the_next_one()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        for (var i = 0; i < 60; i++)
        {
            await browser.StartAsync();
            Assert.InRange(browser.CorrelationCookiesSent, 0, 8);
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(8, browser.CorrelationCookies.Count);
        Assert.Equal("/secret", (await browser.SignInAsync()).Location);
    }

    [Fact]
    public async Task The_newest_sign_ins_are_the_ones_that_stay()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var started = new List<BrowserAnswer>();
        for (var i = 0; i < 12; i++)
        {
            started.Add(await browser.StartAsync("/secret?tab=" + i));
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var tab in started[^8..])
        {
            Assert.StartsWith("/secret?tab=", (await browser.ReturnAsync(tab)).Location, StringComparison.Ordinal);
        }

        Assert.Empty(app.Logs.Named("SignInRestarted"));
    }

    [Fact]
    public async Task A_replayed_state_never_restarts_more_than_once_without_a_person()
    {
        await using var app = await TestApp.StartAsync();
        var victim = app.NewBrowser();
        var stolen = await app.NewBrowser().StartAsync();

        for (var i = 0; i < 20; i++)
        {
            var restarted = await victim.ReturnAsync(stolen);
            Assert.True(restarted.GoesToWorkOs);

            // A browser without cookies is sent on once; the restarted sign-in that comes back the same way is the end.
            victim.Forget(_ => true);
            Assert.Equal("correlation_failed", (await victim.ReturnAsync(restarted)).FailureCode);
        }

        Assert.Empty(app.WorkOs.Requests);
        Assert.Equal("nobody", await victim.WhoAsync());
    }

    [Fact]
    public async Task A_state_that_another_browser_started_signs_nobody_in()
    {
        await using var app = await TestApp.StartAsync();
        var victim = app.NewBrowser();
        var attackers = await app.NewBrowser().StartAsync();

        await victim.ReturnAsync(attackers, SignInSteps.NextCode());

        Assert.Equal("nobody", await victim.WhoAsync());
        Assert.Empty(app.WorkOs.Requests);
    }

    [Fact]
    public async Task A_state_does_not_say_that_it_was_restarted_once_the_person_starts_again()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync();
        browser.Forget(_ => true);
        var restarted = await browser.ReturnAsync(start);
        browser.Forget(_ => true);
        var failure = await browser.ReturnAsync(restarted);

        var again = await browser.GetAsync(failure.NextLink!);
        browser.Forget(_ => true);

        Assert.True((await browser.ReturnAsync(again)).GoesToWorkOs);
    }

    [Theory]
    [InlineData("https", "; secure")]
    [InlineData("http", "")]
    public async Task The_correlation_cookie_is_lax_and_as_secure_as_the_request(string scheme, string secure)
    {
        await using var app = await TestApp.StartAsync();
        var answer = await app.NewBrowser(new Uri(scheme + "://localhost")).StartAsync();

        var cookie = Assert.Single(answer.SetCookies);
        Assert.EndsWith($"; path=/{secure}; samesite=lax; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("expires=Fri, 16 Jan 2026 12:00:00 GMT", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_error_in_the_query_wakes_no_operator(bool another)
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var start = await (another ? app.NewBrowser() : browser).StartAsync();

        var answer = await browser.GetAsync($"{SignInSteps.CallbackPath}?error=server_error&state={Uri.EscapeDataString(start.Query("state")!)}");

        Assert.Equal("server_error", answer.FailureCode);
        Assert.Equal(LogLevel.Warning, Assert.Single(app.Logs.Failures).Level);
    }
}
