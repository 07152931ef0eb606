using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Links of strangers, in the browser of somebody who is signed in through single sign-on.</summary>
[Trait("Room", "Remote")]
public sealed class AccountSwitchTests
{
    private const string Link = "/auth/sign-in?connection_id=conn_globex&returnUrl=/welcome";
    private const string Field = "account_switch";

    public static TheoryData<string, string> ForGlobex => OutsideRequests.FromEverywhere(OutsideRequests.ForGlobex);

    public static TheoryData<string, string> ForTheOwnSession =>
        OutsideRequests.FromEverywhere([.. OutsideRequests.ForAcme, "/auth/sign-in?connection_id=conn_acme", "{callback}?code=x&connection_id=conn_acme"]);

    public static TheoryData<string, string> ForNothing => OutsideRequests.FromEverywhere(OutsideRequests.ForNothing);

    public static TheoryData<string> UnreadableBodies =>
        [.. PostedBody.ByName.Values.Where(body => body.Text.Contains("question=x", StringComparison.Ordinal) && body.Length is null).Select(body => body.Name)];

    // ---- Who is asked ------------------------------------------------------------------------------------------

    [Theory]
    [MemberData(nameof(ForGlobex))]
    public async Task A_link_replaces_no_session_without_asking(string link, string site)
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);

        var answer = await browser.GetAsync(At(link), OutsideRequests.HeadersOf(site));

        AssertAsks(answer, "Ada Lovelace");
        Assert.Empty(browser.CorrelationCookies);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
        Assert.Equal("AccountSwitchAsked", Assert.Single(app.Logs.Entries, entry => entry.Event.Name is "AccountSwitchAsked" or "SessionKept" or "SignInRestarted").Event.Name);
    }

    [Theory]
    [MemberData(nameof(ForGlobex))]
    [MemberData(nameof(ForTheOwnSession))]
    [MemberData(nameof(ForNothing))]
    public async Task Whoever_is_not_signed_in_goes_to_WorkOS_at_once(string link, string site)
    {
        await using var app = await StartAsync();

        Assert.True((await app.NewBrowser().GetAsync(At(link), OutsideRequests.HeadersOf(site))).GoesToWorkOs);
    }

    [Theory]
    [MemberData(nameof(ForTheOwnSession))]
    [MemberData(nameof(ForNothing))]
    public async Task Whoever_is_signed_in_as_the_link_asks_goes_on_and_nothing_starts(string link, string site)
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        var isEndpoint = link.StartsWith("/auth", StringComparison.Ordinal);

        var answer = await browser.GetAsync(
            At(link) + (isEndpoint ? (link.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "returnUrl=/welcome" : string.Empty),
            OutsideRequests.HeadersOf(site));

        Assert.Equal(isEndpoint ? "/welcome" : "/", answer.Location);
        Assert.Equal("no-store", answer.Headers.GetValueOrDefault("Cache-Control"));
        Assert.Single(app.Logs.Named("SessionKept"));
        Assert.Empty(answer.SetCookies);
        Assert.Empty(app.WorkOs.Requests.Skip(1));
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
        Assert.DoesNotContain(app.Logs.Entries, entry => entry.Event.Name == "SignInRestarted");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_anything_to_go_by_a_tile_leads_a_person_who_is_signed_in_to_the_start_page(bool hasSignInPage)
    {
        await using var app = await StartAsync(options =>
        {
            options.Provider = null;
            options.SignInPath = hasSignInPage ? "/login" : default;
        });
        var browser = await SignInAsync(app);

        Assert.Equal("/", (await browser.GetAsync(CallbackPath + "?code=x")).Location);
    }

    [Theory]
    [InlineData("conn_globex", true)]
    [InlineData(Profiles.Connection, false)]
    public async Task A_connection_that_a_lookup_finds_is_asked_about(string connection, bool asks)
    {
        await using var app = await StartAsync(options => options.IdpInitiated = WorkOsIdpInitiated.RestartWithLookup);
        var browser = await SignInAsync(app);
        app.WorkOs.Profile = Profiles.Ada().With("connection_id", connection);

        var answer = await browser.GetAsync($"{CallbackPath}?code={NextCode()}");

        Assert.Equal(asks ? null : "/", answer.Location);
        if (asks)
        {
            AssertAsks(answer, "Ada Lovelace");
            Assert.Equal(connection, (await ContinueAsync(browser, answer)).Query("connection"));
        }

        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Fact]
    public async Task A_challenge_of_the_app_never_asks()
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        app.Challenge = static () => new WorkOsChallengeProperties { Connection = "conn_globex", RedirectUri = "/welcome" };

        Assert.True((await browser.GetAsync("/challenge", OutsideRequests.HeadersOf("cross-site"))).GoesToWorkOs);
    }

    [Fact]
    public async Task A_late_sign_in_of_this_browser_never_asks()
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        app.Challenge = static () => new WorkOsChallengeProperties { Connection = "conn_globex", RedirectUri = "/welcome" };
        var start = await browser.StartAsync("/challenge");
        app.Clock.Advance(TimeSpan.FromMinutes(16));

        Assert.Equal("conn_globex", (await browser.StartAsync(CallbackOf(start))).Query("connection"));
    }

    [Theory]
    [InlineData("/auth/sign-in?connection_id=conn_globex&returnUrl=/secret", 0, "")]
    [InlineData("/auth/sign-in?connection_id=conn_globex&returnUrl=/secret", 0, "cross-site")]
    [InlineData("/auth/sign-in?organization_id=org_globex&returnUrl=/secret", 0, "cross-site")]
    [InlineData("/auth/sign-in?connection_id=conn_globex&returnUrl=/secret", 16, "cross-site")]
    [InlineData("/auth/sign-in?connection_id=conn_globex&returnUrl=/secret", 60 * 24, "")]
    public async Task A_state_of_another_browser_is_asked_about(string link, int minutes, string site)
    {
        await using var app = await StartAsync();
        var state = CallbackOf(await app.NewBrowser().StartAsync(link));
        app.Clock.Advance(TimeSpan.FromMinutes(minutes));
        var victim = await SignInAsync(app);

        var page = await victim.GetAsync(state, OutsideRequests.HeadersOf(site));

        AssertAsks(page, "Ada Lovelace");
        Assert.Equal("/secret", page.NextLink);
        Assert.Equal(Profiles.Id, await victim.WhoAsync());
        Assert.True((await ContinueAsync(victim, page)).GoesToWorkOs);
    }

    [Theory]
    [InlineData("/auth/sign-in?connection_id=conn_acme&returnUrl=/welcome")]
    [InlineData("/auth/sign-in?returnUrl=/welcome")]
    public async Task A_state_of_another_browser_that_asks_for_nothing_else_leads_to_the_return_URL(string link)
    {
        await using var app = await StartAsync();
        var state = CallbackOf(await app.NewBrowser().StartAsync(link));
        var victim = await SignInAsync(app);

        Assert.Equal("/welcome", (await victim.GetAsync(state)).Location);
        Assert.Equal(Profiles.Id, await victim.WhoAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("cross-site")]
    public async Task A_retry_link_of_another_browser_is_asked_about(string site)
    {
        await using var app = await StartAsync();
        var attacker = app.NewBrowser();
        app.Challenge = static () => new WorkOsChallengeProperties { Connection = "conn_globex", RedirectUri = "/welcome" };
        var retry = (await DenyAsync(attacker, await attacker.StartAsync("/challenge"))).NextLink!;
        var victim = await SignInAsync(app);

        AssertAsks(await victim.GetAsync(retry, OutsideRequests.HeadersOf(site)), "Ada Lovelace");
        Assert.Equal(Profiles.Id, await victim.WhoAsync());
        Assert.Equal("conn_globex", (await attacker.StartAsync(retry)).Query("connection"));
    }

    [Fact]
    public async Task Whoever_tries_again_what_the_app_challenged_for_is_not_asked()
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        app.Challenge = static () => new WorkOsChallengeProperties { Connection = "conn_globex", RedirectUri = "/welcome" };
        var denied = await DenyAsync(browser, await browser.StartAsync("/challenge"));

        Assert.Equal("conn_globex", (await browser.StartAsync(denied.NextLink!)).Query("connection"));
    }

    [Fact]
    public async Task An_app_may_turn_it_off()
    {
        await using var app = await StartAsync(options => options.ConfirmAccountSwitch = false);
        var browser = await SignInAsync(app);

        Assert.True((await browser.GetAsync(Link)).GoesToWorkOs);
        Assert.True((await browser.GetAsync(CallbackPath + "?code=x")).GoesToWorkOs);
        Assert.Equal("method_not_allowed", (await browser.PostAsync(CallbackPath, (Field, "x"))).FailureCode);
    }

    [Theory]
    [InlineData("/auth/sign-in?organization_id=org_acme")]
    [InlineData("{callback}?code=x&organization_id=org_acme")]
    public async Task A_session_that_somebody_else_made_is_asked_about_even_where_it_looks_alike(string link)
    {
        await using var app = await StartAsync(pipeline: MapOtherSession);
        var browser = app.NewBrowser();
        await browser.GetAsync("/other-session?name=Alan");

        AssertAsks(await browser.GetAsync(At(link)), "Alan");
        Assert.Equal("/", (await browser.GetAsync("/auth/sign-in")).Location);
    }

    [Fact]
    public async Task The_session_of_another_scheme_that_is_not_the_default_is_nobodys()
    {
        await using var app = await TestApp.StartAsync(settings =>
        {
            settings.Services = static (services, options) => services.AddWorkOs(options).AddCookie("Other");
            settings.Options = static options => options.Organization = null;
            settings.Pipeline = static app => app.MapGet("/other-session", static context => context.SignInAsync("Other", PersonOf("Alan")));
        });
        var browser = app.NewBrowser();
        await browser.GetAsync("/other-session");

        Assert.True((await browser.GetAsync(Link)).GoesToWorkOs);
    }

    [Theory]
    [InlineData("Accept", "application/json")]
    [InlineData("X-Requested-With", "XMLHttpRequest")]
    [InlineData("Sec-Fetch-Mode", "cors")]
    [InlineData("Sec-Purpose", "prefetch")]
    public async Task A_program_is_asked_nothing(string header, string value)
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);

        foreach (var link in new[] { Link, CallbackPath + "?code=x&connection_id=conn_globex" })
        {
            var answer = await browser.GetAsync(link, (header, value));

            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.Empty(answer.SetCookies);
            Assert.Single(app.Logs.Named("ChallengeNotNavigation"));
            app.Logs.Clear();
        }
    }

    [Theory]
    [InlineData("/auth/sign-in?connection_id=%3Cscript%3E", "connection_invalid")]
    [InlineData("{callback}?code=x&organization_id=%3Cscript%3E", "organization_invalid")]
    [InlineData("{callback}?error=access_denied&connection_id=conn_globex", "access_denied")]
    [InlineData("{callback}?state=x&code=y&connection_id=conn_globex", "state_invalid")]
    public async Task What_fails_without_a_session_fails_with_one(string link, string code)
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);

        Assert.Equal(code, (await browser.GetAsync(At(link))).FailureCode);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Fact]
    public async Task Another_organization_than_that_of_the_options_is_refused_before_anybody_is_asked()
    {
        await using var app = await StartAsync(options => options.Organization = Profiles.Organization);
        var browser = await SignInAsync(app);

        Assert.Equal("organization_mismatch", (await browser.GetAsync("/auth/sign-in?organization_id=org_globex")).FailureCode);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Fact]
    public async Task A_session_with_an_identity_besides_the_users_is_asked_about_too()
    {
        await using var app = await StartAsync(pipeline: static app => app.MapGet("/other-session", static (HttpContext context) =>
        {
            var person = PersonOf("Alan");
            person.AddIdentity(new ClaimsIdentity([new("device", "laptop")]));
            return context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, person);
        }));
        var browser = app.NewBrowser();
        await browser.GetAsync("/other-session");

        AssertAsks(await browser.GetAsync(Link), "Alan");
    }

    [Fact]
    public async Task Whoever_has_consented_to_no_cookies_is_asked_and_can_answer()
    {
        await using var app = await StartAsync(pipeline: static app =>
        {
            app.UseCookiePolicy(new CookiePolicyOptions { CheckConsentNeeded = static _ => true });
            app.UseAuthentication();
            app.UseAuthorization();
        });
        var browser = await SignInAsync(app);

        Assert.Equal("conn_globex", (await ContinueAsync(browser, await browser.GetAsync(Link))).Query("connection"));
    }

    // ---- The page ----------------------------------------------------------------------------------------------

    [Fact]
    public async Task The_page_can_be_neither_framed_nor_stored_nor_scripted()
    {
        await using var app = await StartAsync();

        var answer = await (await SignInAsync(app)).GetAsync(Link);

        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal("DENY", answer.Headers["X-Frame-Options"]);
        Assert.Equal("same-origin", answer.Headers["Referrer-Policy"]);
        Assert.Equal("Sign in with another account?", answer.Html.QuerySelector("h1")!.TextContent);
        Assert.Contains("default-src 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("script", answer.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Secrets.Email, answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><form action=https://evil.example>")]
    [InlineData("Ada \u202Eecalevol")]
    public async Task A_name_is_text_and_nothing_else(string name)
    {
        await using var app = await StartAsync(pipeline: MapOtherSession);
        var browser = app.NewBrowser();
        await browser.GetAsync("/other-session?name=" + Uri.EscapeDataString(name));

        var answer = await browser.GetAsync(Link);

        Assert.Equal(name, answer.Html.QuerySelector("bdi")!.TextContent);
        Assert.Single(answer.Html.QuerySelectorAll("form"));
        Assert.Empty(answer.Html.QuerySelectorAll("script"));
    }

    [Fact]
    public async Task Whoever_has_no_name_is_asked_without_one()
    {
        await using var app = await StartAsync(pipeline: MapOtherSession);
        var browser = app.NewBrowser();
        await browser.GetAsync("/other-session");

        Assert.Equal(
            "You are signed in. Continue with another account?", (await browser.GetAsync(Link)).Html.QuerySelector("main p")!.TextContent);
    }

    [Fact]
    public async Task Staying_leads_to_the_return_URL_which_is_a_checked_one()
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);

        Assert.Equal("/welcome", (await browser.GetAsync(Link)).NextLink);
        Assert.Equal("/", (await browser.GetAsync("/auth/sign-in?connection_id=conn_globex&returnUrl=https://evil.example")).NextLink);
        Assert.Equal("/", (await browser.GetAsync(CallbackPath + "?code=x&connection_id=conn_globex")).NextLink);
    }

    // ---- The answer --------------------------------------------------------------------------------------------

    [Theory]
    [MemberData(nameof(ForGlobex))]
    public async Task Whoever_says_so_continues_with_the_other_account(string link, string site)
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        var page = await browser.GetAsync(At(link), OutsideRequests.HeadersOf(site));
        app.WorkOs.Profile = Globex();

        var start = await ContinueAsync(browser, page);

        Assert.True(start.GoesToWorkOs, start.Body);
        Assert.Equal(
            link.Contains("conn_globex", StringComparison.Ordinal) ? ("conn_globex", null) : ((string?)null, "org_globex"),
            (start.Query("connection"), start.Query("organization")));
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
        Assert.Equal("/", (await browser.ReturnAsync(start)).Location);
        Assert.Equal("prof_eve", await browser.WhoAsync());
        Assert.DoesNotContain(browser.Cookies, cookie => cookie.Name.Contains("AccountSwitch", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Return_URL_and_login_hint_of_the_link_go_along()
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        var page = await browser.GetAsync(Link + "&login_hint=eve@globex.com");
        app.WorkOs.Profile = Globex();

        var start = await ContinueAsync(browser, page);

        Assert.Equal("eve@globex.com", start.Query("login_hint"));
        Assert.Equal("/welcome", (await browser.ReturnAsync(start)).Location);
    }

    [Fact]
    public async Task The_questions_of_two_tabs_do_not_disturb_each_other()
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        var first = await browser.GetAsync(Link);
        await browser.GetAsync("/auth/sign-in?connection_id=conn_other");

        Assert.Equal("conn_globex", (await ContinueAsync(browser, first)).Query("connection"));
    }

    [Fact]
    public async Task Below_a_path_base_the_answer_is_posted_to_the_app()
    {
        await using var app = await StartAsync(pipeline: static app =>
        {
            app.UsePathBase("/portal");
            app.UseRouting();
            app.UseAuthentication();
            app.UseAuthorization();
        });
        var browser = app.NewBrowser();
        app.Challenge = static () => new WorkOsChallengeProperties { Organization = Profiles.Organization };
        var back = CallbackOf(await browser.StartAsync("/portal/challenge"));
        await browser.GetAsync("/portal" + back);

        var page = await browser.GetAsync("/portal" + Link);
        var start = await ContinueAsync(browser, page);

        Assert.Equal("/portal" + CallbackPath, page.Html.QuerySelector("form")!.GetAttribute("action"));
        Assert.True(start.GoesToWorkOs, start.Body);
    }

    [Theory]
    [InlineData("http://localhost", ".WorkOs.AccountSwitch", false)]
    [InlineData("https://app.example.com", "__Host-.WorkOs.AccountSwitch", true)]
    public async Task The_cookie_of_the_question_is_the_sites_alone(string origin, string name, bool isSecure)
    {
        await using var app = await StartAsync(pipeline: MapOtherSession);
        var browser = app.NewBrowser(new Uri(origin));
        await browser.GetAsync("/other-session?name=Alan");

        var line = Assert.Single((await browser.GetAsync(Link)).SetCookies);

        Assert.StartsWith(name + "=", line, StringComparison.Ordinal);
        Assert.Contains("path=/;", line, StringComparison.Ordinal);
        Assert.Contains("httponly", line, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", line, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", line, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", line, StringComparison.Ordinal);
        Assert.Equal(isSecure, line.Contains("secure", StringComparison.Ordinal));
    }

    // ---- Answers that nobody gave ------------------------------------------------------------------------------

    [Fact]
    public async Task A_form_of_a_stranger_that_carries_the_strangers_own_question_is_refused()
    {
        await using var app = await StartAsync();
        var victim = await SignInAsync(app);
        await victim.GetAsync(Link);
        var attacker = await SignInAsync(app);
        var page = await attacker.GetAsync(Link);

        await AssertRefusedAsync(victim, TextOf(page));
    }

    [Fact]
    public async Task A_question_with_the_strangers_cookie_planted_along_is_asked_of_the_person_at_hand()
    {
        await using var app = await StartAsync(pipeline: MapOtherSession);
        var attacker = app.NewBrowser();
        await attacker.GetAsync("/other-session?name=Eve");
        var page = await attacker.GetAsync(Link);
        var victim = await SignInAsync(app);
        var planted = Assert.Single(attacker.Cookies, cookie => cookie.Name.Contains("AccountSwitch", StringComparison.Ordinal));
        victim.Set(planted.Name, planted.Value);

        AssertAsks(await ContinueAsync(victim, page), "Ada Lovelace");
        Assert.Equal(Profiles.Id, await victim.WhoAsync());
    }

    [Fact]
    public async Task Without_the_cookie_an_answer_is_refused()
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        var page = await browser.GetAsync(Link);
        browser.Forget(cookie => cookie.Name.Contains("AccountSwitch", StringComparison.Ordinal));

        await AssertRefusedAsync(browser, TextOf(page));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task A_form_on_another_site_is_refused_whatever_it_has_got_hold_of(string site)
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        var page = await browser.GetAsync(Link);

        await AssertRefusedAsync(browser, TextOf(page), OutsideRequests.HeadersOf(site));
    }

    [Fact]
    public async Task An_answer_is_good_for_once()
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        var page = await browser.GetAsync(Link);
        await ContinueAsync(browser, page);

        await AssertRefusedAsync(browser, TextOf(page));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(60 * 24)]
    public async Task A_question_that_is_too_old_is_asked_again(int minutes)
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        var page = await browser.GetAsync(Link);
        app.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var again = await ContinueAsync(browser, page);

        AssertAsks(again, "Ada Lovelace");
        Assert.Equal("conn_globex", (await ContinueAsync(browser, again)).Query("connection"));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(600, false)]
    [InlineData(601, true)]
    public void A_question_lives_for_ten_minutes_and_not_before_it_was_asked(int age, bool isExpired)
    {
        var asked = new AccountSwitch("WorkOS", "cconn_globex", null, "/", CallbackPath, "browser", "person", Asked: 1_000_000);

        Assert.Equal(isExpired, asked.IsExpired(DateTimeOffset.FromUnixTimeSeconds(1_000_000 + age)));
    }

    [Fact]
    public async Task Whoever_has_signed_in_meanwhile_is_asked_themselves()
    {
        await using var app = await StartAsync(pipeline: MapOtherSession);
        var browser = await SignInAsync(app);
        var page = await browser.GetAsync(Link);
        await browser.GetAsync("/other-session?name=Alan");

        AssertAsks(await ContinueAsync(browser, page), "Alan");
        Assert.Equal("Alan", await browser.WhoAsync());
    }

    [Fact]
    public async Task Whoever_has_signed_out_meanwhile_has_nothing_to_lose()
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        var page = await browser.GetAsync(Link);
        browser.Forget(cookie => cookie.Name.StartsWith(".AspNetCore.Cookies", StringComparison.Ordinal));

        Assert.Equal("conn_globex", (await ContinueAsync(browser, page)).Query("connection"));
    }

    [Fact]
    public async Task A_question_of_another_scheme_is_refused()
    {
        await using var app = await TestApp.StartAsync(settings => settings.Services = static (services, options) => services
            .AddWorkOs(Configure)
            .AddWorkOs("Partners", partners =>
            {
                Configure(partners);
                partners.CallbackPath = "/signin-partners";
            }).Services.Configure<WorkOsOptions>(WorkOsDefaults.AuthenticationScheme, options));
        app.Challenge = static () => new WorkOsChallengeProperties { Organization = Profiles.Organization };
        var browser = app.NewBrowser();
        await browser.SignInAsync("/challenge");
        var page = await browser.GetAsync("/signin-partners?code=x&connection_id=conn_globex");
        AssertAsks(page, "Ada Lovelace");

        await AssertRefusedAsync(browser, TextOf(page));
        Assert.True((await ContinueAsync(browser, page)).GoesToWorkOs);

        static void Configure(WorkOsOptions options)
        {
            options.ClientId = TestApp.ClientId;
            options.ApiKey = Secrets.ApiKey;
        }
    }

    [Fact]
    public async Task Nothing_else_that_the_package_protects_passes_for_a_question()
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        await browser.GetAsync(Link);
        var start = await browser.StartAsync("/challenge");

        await AssertRefusedAsync(browser, start.Query("state")!);
        await AssertRefusedAsync(browser, browser.Cookies.First(cookie => cookie.Name.StartsWith(".AspNetCore.Cookies", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public async Task A_question_passes_for_no_state_and_no_retry()
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        var text = TextOf(await browser.GetAsync(Link));

        Assert.Equal("state_invalid", (await browser.GetAsync($"{CallbackPath}?code=x&state={text}")).FailureCode);
        Assert.NotEqual("conn_globex", (await browser.GetAsync($"{CallbackPath}?retry={text}")).Query("connection"));
    }

    public static TheoryData<string, Func<string, string>> Spoiled => new()
    {
        { "nothing of it", static _ => "x" },
        { "a letter changed", static text => text[..40] + (text[40] == 'A' ? 'B' : 'A') + text[41..] },
        { "cut short", static text => text[..^8] },
        { "with something after it", static text => text + "AAAA" },
        { "too long", static text => text + new string('A', 9000) },
        { "a character that base64url does not have", static text => text[..20] + "%" + text[21..] },
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public async Task A_text_that_was_changed_is_refused(string name, Func<string, string> spoil)
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        var text = TextOf(await browser.GetAsync(Link));

        Assert.NotEmpty(name);
        await AssertRefusedAsync(browser, spoil(text));
    }

    [Theory]
    [MemberData(nameof(UnreadableBodies))]
    public async Task An_answer_in_a_form_of_no_page_starts_nothing_unless_it_can_be_read(string name)
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        var text = TextOf(await browser.GetAsync(Link));
        var body = PostedBody.ByName[name];
        var readable = name is "a form that is nobody's" or "utf-7 in quotes" or "an unknown charset" or "an empty charset" or "an empty charset in quotes"
            or "a charset of 10 KB" or "utf-7 by its number";

        var answer = await browser.SendAsync(
            HttpMethod.Post, CallbackPath, (body with { Text = body.Text.Replace("question=x", $"{Field}={text}", StringComparison.Ordinal) }).ToContent());

        Assert.Equal(readable, answer.GoesToWorkOs);
        Assert.Equal(readable ? null : "method_not_allowed", answer.GoesToWorkOs ? null : answer.FailureCode);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Theory]
    [InlineData(15, 10, true)]
    [InlineData(16, 10, false)]
    [InlineData(1, 16 * 1024, true)]
    [InlineData(1, (16 * 1024) + 1, false)]
    public async Task An_answer_in_a_form_that_is_too_large_to_be_ours_starts_nothing(int fields, int length, bool starts)
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        var text = TextOf(await browser.GetAsync(Link));
        var others = Enumerable.Range(0, fields).Select(i => ($"field{i}", new string('a', length)));

        var answer = await browser.PostAsync(CallbackPath, [(Field, text), .. others]);

        Assert.Equal(starts ? null : "method_not_allowed", answer.GoesToWorkOs ? null : answer.FailureCode);
        Assert.Equal(starts, answer.GoesToWorkOs);
    }

    [Theory]
    [InlineData("Accept", "application/json")]
    [InlineData("X-Requested-With", "XMLHttpRequest")]
    public async Task A_program_that_answers_starts_nothing(string header, string value)
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        var text = TextOf(await browser.GetAsync(Link));
        using var form = new FormUrlEncodedContent([KeyValuePair.Create(Field, text)]);

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SendAsync(HttpMethod.Post, CallbackPath, form, [(header, value)])).Status);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    public async Task Only_a_POST_is_an_answer(string method)
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        var text = TextOf(await browser.GetAsync(Link));
        using var form = new FormUrlEncodedContent([KeyValuePair.Create(Field, text)]);

        Assert.Equal(405, (int)(await browser.SendAsync(new HttpMethod(method), CallbackPath, form)).Status);
        Assert.Equal("state_missing", (await browser.GetAsync($"{CallbackPath}?{Field}={text}")).FailureCode);
        Assert.Equal("method_not_allowed", (await browser.PostAsync($"{CallbackPath}?{Field}={text}")).FailureCode);
        Assert.Equal("method_not_allowed", (await browser.PostAsync(CallbackPath, (Field, text), (Field, text))).FailureCode);
    }

    [Fact]
    public async Task An_answer_can_set_nothing_but_the_question()
    {
        await using var app = await StartAsync();
        var browser = await SignInAsync(app);
        var text = TextOf(await browser.GetAsync(Link));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            [Field] = text,
            ["connection_id"] = "conn_evil",
            ["organization_id"] = "org_evil",
            ["returnUrl"] = "https://evil.example",
            ["client_id"] = "client_evil",
            ["redirect_uri"] = "https://evil.example",
            ["prompt"] = "none",
            ["login_hint"] = "eve@evil.example",
        });

        var start = await browser.SendAsync(
            HttpMethod.Post, CallbackPath + "?connection_id=conn_evil&returnUrl=/evil&state=x&code=y&retry=z&ReturnUrl=/evil", form);

        Assert.Equal("conn_globex", start.Query("connection"));
        Assert.DoesNotContain("evil", start.Location, StringComparison.Ordinal);
        Assert.Equal("/welcome", app.ReadState(start).RedirectUri);
    }

    // ---- The app's own page ------------------------------------------------------------------------------------

    [Fact]
    public async Task A_page_of_the_app_asks_instead()
    {
        await using var app = await StartAsync(
            static options => options.AccountSwitchPath = "/switch",
            static app => app.MapGet("/switch", static (HttpContext context) => WorkOsAccountSwitch.FromRequest(context) is { } form
                ? $"{form.Action}|{form.FieldName}|{form.FieldValue}|{form.ReturnUrl}"
                : "nothing to ask"));
        var browser = await SignInAsync(app);

        var sent = await browser.GetAsync(Link);
        var form = (await browser.GetAsync(sent.Location!)).Body.Split('|');
        var hostile = await browser.GetAsync(sent.Location!.Replace("ReturnUrl=%2Fwelcome", "ReturnUrl=https://evil.example", StringComparison.Ordinal));

        Assert.StartsWith("/switch?", sent.Location, StringComparison.Ordinal);
        Assert.Equal(("no-store", ""), (sent.Headers["Cache-Control"], sent.Body));
        Assert.Equal("/welcome", sent.Query("ReturnUrl"));
        Assert.Equal((CallbackPath, Field, "/welcome"), (form[0], form[1], form[3]));
        Assert.EndsWith("|/welcome", hostile.Body, StringComparison.Ordinal);
        Assert.Equal("conn_globex", (await browser.PostAsync(form[0], (form[1], form[2]))).Query("connection"));
    }

    [Theory]
    [InlineData("/switch")]
    [InlineData("/switch?account_switch=")]
    [InlineData("/switch?account_switch=x")]
    [InlineData("/switch?account_switch=a&account_switch=b")]
    public async Task A_page_of_the_app_that_was_opened_by_hand_has_nothing_to_ask(string url)
    {
        await using var app = await StartAsync(pipeline: static app => app.MapGet(
            "/switch", static (HttpContext context) => WorkOsAccountSwitch.FromRequest(context) is null ? "nothing to ask" : "form"));

        Assert.Equal("nothing to ask", (await app.NewBrowser().GetAsync(url)).Body);
    }

    // ------------------------------------------------------------------------------------------------------------

    private static Task<TestApp> StartAsync(Action<WorkOsOptions>? options = null, Action<WebApplication>? pipeline = null) =>
        TestApp.StartAsync(settings =>
        {
            settings.Options = workos =>
            {
                workos.Organization = null;
                workos.Provider = "GoogleOAuth";
                options?.Invoke(workos);
                workos.Provider = workos.Organization is null ? workos.Provider : null;
            };
            settings.Pipeline = pipeline;
        });

    /// <summary>Ada, by a challenge of the app for her organization.</summary>
    private static async Task<Browser> SignInAsync(TestApp app)
    {
        var challenge = app.Challenge;
        app.Challenge = static () => new WorkOsChallengeProperties { Organization = Profiles.Organization };
        var browser = app.NewBrowser();
        await browser.SignInAsync("/challenge");
        app.Challenge = challenge;
        return browser;
    }

    private static System.Text.Json.Nodes.JsonObject Globex() =>
        Profiles.Ada().With("id", "prof_eve").With("organization_id", "org_globex").With("connection_id", "conn_globex");

    private static void MapOtherSession(WebApplication app) => app.MapGet(
        "/other-session",
        static (HttpContext context) => context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, PersonOf(context.Request.Query["name"])));

    private static ClaimsPrincipal PersonOf(string? name)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, name ?? "somebody"), new(WorkOsClaimTypes.OrganizationId, Profiles.Organization)], "Other");
        if (name is not null)
        {
            identity.AddClaim(new Claim(ClaimTypes.Name, name));
        }

        return new ClaimsPrincipal(identity);
    }

    private static Task<BrowserAnswer> DenyAsync(Browser browser, BrowserAnswer start) =>
        browser.GetAsync($"{CallbackPath}?error=access_denied&state={Uri.EscapeDataString(start.Query("state")!)}");

    private static string At(string link) => link.Replace("{callback}", CallbackPath, StringComparison.Ordinal);

    private static string TextOf(BrowserAnswer page) => page.Html.QuerySelector("form input")!.GetAttribute("value")!;

    private static Task<BrowserAnswer> ContinueAsync(Browser browser, BrowserAnswer page) =>
        browser.PostAsync(page.Html.QuerySelector("form")!.GetAttribute("action")!, (Field, TextOf(page)));

    private static void AssertAsks(BrowserAnswer answer, string name)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal($"You are signed in as {name}. Continue with another account?", answer.Html.QuerySelector("main p")!.TextContent);
    }

    private static async Task AssertRefusedAsync(Browser browser, string text, (string Name, string Value)[]? headers = null)
    {
        var before = await browser.WhoAsync();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create(Field, text)]);

        var answer = await browser.SendAsync(HttpMethod.Post, CallbackPath, form, headers);

        Assert.Equal((400, "antiforgery_failed"), ((int)answer.Status, answer.FailureCode));
        Assert.NotEqual("conn_globex", (await browser.GetAsync(answer.NextLink!)).Query("connection"));
        Assert.Equal(before, await browser.WhoAsync());
    }
}
