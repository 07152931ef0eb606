using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Links of strangers, in the browser of somebody who is signed in through AuthKit.</summary>
[Trait("Room", "AuthKit")]
public sealed class AuthKitAccountSwitchTests : AuthKitTestBase
{
    private const string Callback = "/signin-workos-authkit";
    private const string Field = "account_switch";

    public static TheoryData<string, string> ForGlobex => OutsideRequests.FromEverywhere(OutsideRequests.ForGlobex);

    public static TheoryData<string, string> ForTheOwnSession => OutsideRequests.FromEverywhere(OutsideRequests.ForAcme);

    public static TheoryData<string, string> ForNothing => OutsideRequests.FromEverywhere(OutsideRequests.ForNothing);

    [Theory]
    [MemberData(nameof(ForGlobex))]
    public async Task A_link_replaces_no_session_without_asking(string link, string site)
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        var answer = await browser.GetAsync(At(link), OutsideRequests.HeadersOf(site));

        AssertAsks(answer, "Ada Lovelace");
        Assert.Empty(browser.CorrelationCookies);
        Assert.Equal(Ada.UserId, await browser.WhoAsync());
    }

    [Theory]
    [MemberData(nameof(ForGlobex))]
    [MemberData(nameof(ForTheOwnSession))]
    [MemberData(nameof(ForNothing))]
    public async Task Whoever_is_not_signed_in_goes_to_WorkOS_at_once(string link, string site)
    {
        var app = await StartAppAsync();

        AssertGoesToWorkOs(await app.NewBrowser().GetAsync(At(link), OutsideRequests.HeadersOf(site)));
    }

    [Theory]
    [MemberData(nameof(ForTheOwnSession))]
    [MemberData(nameof(ForNothing))]
    public async Task Whoever_is_signed_in_as_the_link_asks_goes_on_and_nothing_starts(string link, string site)
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        var answer = await browser.GetAsync(At(link), OutsideRequests.HeadersOf(site));

        Assert.Equal("/", answer.Location);
        Assert.Empty(browser.CorrelationCookies);
        Assert.Equal(Ada.UserId, await browser.WhoAsync());
    }

    [Theory]
    [MemberData(nameof(ForGlobex))]
    public async Task A_session_that_AuthKit_did_not_make_is_asked_about(string link, string site)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Map = MapOtherSession });
        var browser = app.NewBrowser();
        await browser.GetAsync("/other-session");

        AssertAsks(await browser.GetAsync(At(link), OutsideRequests.HeadersOf(site)), "Alan");
        AssertAsks(await browser.GetAsync("/auth/sign-in?organization_id=org_acme"), "Alan");
    }

    [Fact]
    public async Task Whoever_says_so_continues_with_the_other_account()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        var page = await browser.GetAsync("/auth/sign-in?organization_id=org_globex&returnUrl=/claims&login_hint=margaret@acme.com");

        var start = await ContinueAsync(browser, page);
        var back = await app.ReturnAsync(browser, start, "margaret@acme.com");

        Assert.Equal(("org_globex", "margaret@acme.com"), (start.Query("organization_id"), start.Query("login_hint")));
        Assert.Equal("/claims", back.Location);
        Assert.Contains("org_globex", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_challenge_of_the_app_never_asks()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        AssertGoesToWorkOs(await browser.GetAsync("/challenge?organization=org_globex", OutsideRequests.HeadersOf("cross-site")));
        AssertGoesToWorkOs(await browser.GetAsync("/challenge?max_age=00:00:00"));
    }

    [Fact]
    public async Task An_app_may_turn_it_off()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Options = static options => options.ConfirmAccountSwitch = false });
        var browser = await app.SignInAsync("ada@acme.com");

        AssertGoesToWorkOs(await browser.GetAsync("/auth/sign-in?organization_id=org_globex"));
        AssertGoesToWorkOs(await browser.GetAsync("/auth/sign-in"));
        Assert.Equal("method_not_allowed", (await browser.PostAsync(Callback, (Field, "x"))).FailureCode);
    }

    [Fact]
    public async Task A_program_is_asked_nothing()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await browser.GetAsync("/auth/sign-in?organization_id=org_globex", ("Sec-Fetch-Mode", "cors"))).Status);
    }

    [Theory]
    [InlineData("/auth/sign-in?organization_id=org_globex")]
    [InlineData(Callback + "?code=x&organization_id=org_globex")]
    [InlineData(Callback + "?code=x")]
    public async Task A_session_that_cannot_be_read_is_not_replaced(string link)
    {
        var cache = new SharedCache();
        var app = await StartAppAsync(new AuthKitAppSettings { Cache = cache });
        var browser = await app.SignInAsync("ada@acme.com");

        cache.IsDown = true;
        var answer = await browser.GetAsync(link, OutsideRequests.HeadersOf("cross-site"));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (answer.Status, answer.Headers["Retry-After"]));
        Assert.Empty(answer.SetCookies);
        cache.IsDown = false;
        Assert.Equal(Ada.UserId, await browser.WhoAsync());
    }

    [Fact]
    public async Task A_question_of_another_browser_is_refused()
    {
        var app = await StartAppAsync();
        var victim = await app.SignInAsync("ada@acme.com");
        await victim.GetAsync("/auth/sign-in?organization_id=org_globex");
        var attacker = await app.SignInAsync("ada@acme.com");
        var page = await attacker.GetAsync("/auth/sign-in?organization_id=org_globex");

        Assert.Equal("antiforgery_failed", (await ContinueAsync(victim, page)).FailureCode);
        Assert.Equal(Ada.UserId, await victim.WhoAsync());
        AssertGoesToWorkOs(await ContinueAsync(attacker, page));
    }

    [Fact]
    public async Task The_question_goes_on_at_another_machine_of_the_app()
    {
        var (first, second) = await StartTwoAsync();
        var browser = await first.SignInAsync("ada@acme.com");
        var page = await browser.GetAsync("/auth/sign-in?organization_id=org_globex");

        AssertGoesToWorkOs(await ContinueAsync(Move(browser, second), page));
    }

    private static void MapOtherSession(WebApplication app) => app.MapGet("/other-session", static context => context.SignInAsync(
        CookieAuthenticationDefaults.AuthenticationScheme,
        new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, "alan"), new(ClaimTypes.Name, "Alan"), new(WorkOsClaimTypes.OrganizationId, "org_acme")], "Other"))));

    private static string At(string link) => link.Replace("{callback}", Callback, StringComparison.Ordinal);

    private static Task<BrowserAnswer> ContinueAsync(Browser browser, BrowserAnswer page)
    {
        var form = page.Html.QuerySelector("form")!;
        return browser.PostAsync(form.GetAttribute("action")!, (Field, form.QuerySelector("input")!.GetAttribute("value")!));
    }

    private void AssertGoesToWorkOs(BrowserAnswer answer) =>
        Assert.StartsWith(WorkOs.BaseAddress.AbsoluteUri, answer.Location, StringComparison.Ordinal);

    private static void AssertAsks(BrowserAnswer answer, string name)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal($"You are signed in as {name}. Continue with another account?", answer.Html.QuerySelector("main p")!.TextContent);
    }
}
