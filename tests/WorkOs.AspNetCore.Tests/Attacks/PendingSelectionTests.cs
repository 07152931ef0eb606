using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>A sign-in waits for a person to choose an organization; the person walks away, and another one is at the browser.</summary>
[Trait("Room", "AuthKit")]
public sealed class PendingSelectionTests : AuthKitTestBase
{
    private const string Cookie = ".WorkOs.Selection";
    private const string HostCookie = "__Host-.WorkOs.Selection";
    private const string Margaret = "margaret@acme.com";
    private static readonly Uri SecureOrigin = new("https://localhost");

    /// <summary>What the next person does: a way to sign in or out.</summary>
    public static TheoryData<string> NextPersons => ["AuthKit", "single sign-on", "the app's own sign-in", "another cookie of the app", "sign-out", "the app's own sign-out"];

    [Theory]
    [MemberData(nameof(NextPersons))]
    public async Task The_next_person_at_the_browser_finds_no_choice_to_go_on_with(string next)
    {
        var app = await StartAppAsync(Site());
        var browser = await WaitAsync(app);

        await ActAsync(app, browser, next);

        Assert.DoesNotContain(browser.Cookies, cookie => cookie.Name.StartsWith(Cookie, StringComparison.Ordinal));
        await AssertWorthNothingAsync(browser);
    }

    [Theory]
    [MemberData(nameof(NextPersons))]
    public async Task A_copy_of_the_cookie_ends_with_the_cookie(string next)
    {
        var app = await StartAppAsync(Site());
        var browser = await WaitAsync(app);
        var copy = Move(browser, app);

        await ActAsync(app, browser, next);

        await AssertWorthNothingAsync(copy);
    }

    [Fact]
    public async Task A_copy_of_the_cookie_is_worth_nothing_in_another_session()
    {
        var app = await StartAppAsync(Site());
        var kept = await WaitAsync(app);
        var other = await app.SignInAsync("ada@acme.com");

        foreach (var cookie in kept.Cookies)
        {
            other.Set(cookie.Name, cookie.Value, cookie.Path);
        }

        var who = await other.WhoAsync();
        await AssertWorthNothingAsync(other);
        Assert.Equal(who, await other.WhoAsync());
    }

    [Fact]
    public async Task A_choice_that_a_session_began_is_worth_nothing_without_it()
    {
        var app = await StartAppAsync(Site());
        var browser = await app.SignInAsync("ada@acme.com");
        await app.ReturnAsync(browser, await browser.GetAsync("/challenge"), Margaret);
        var kept = Assert.Single(browser.Cookies, cookie => cookie.Name == Cookie);

        var stranger = app.NewBrowser();
        stranger.Set(kept.Name, kept.Value);

        await AssertWorthNothingAsync(stranger);
    }

    [Fact]
    public async Task A_person_with_a_session_goes_on_with_a_choice_of_their_own()
    {
        var app = await StartAppAsync(Site());
        var browser = await app.SignInAsync("ada@acme.com");
        await app.ReturnAsync(browser, await browser.GetAsync("/challenge"), Margaret);

        Clock.Advance(UntilDue);
        Assert.Equal("org_acme,org_globex", (await browser.GetAsync("/choices")).Body);
        await browser.GetAsync("/choose?organization=org_globex");

        Assert.Contains("org_id=org_globex", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_is_made_once()
    {
        var app = await StartAppAsync(Site());
        var browser = await WaitAsync(app);
        var copy = Move(browser, app);
        await browser.GetAsync("/choose?organization=org_globex");
        var calls = Refreshes;

        await AssertWorthNothingAsync(copy);

        Assert.Equal(calls, Refreshes);
    }

    [Theory]
    [InlineData(599, "org_acme,org_globex")]
    [InlineData(600, "")]
    public async Task A_choice_waits_for_ten_minutes(int seconds, string choices)
    {
        var app = await StartAppAsync(Site());
        var kept = Assert.Single((await WaitAsync(app)).Cookies, cookie => cookie.Name == Cookie);
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        var late = app.NewBrowser();
        late.Set(kept.Name, kept.Value);

        Assert.Equal(choices, (await late.GetAsync("/choices")).Body);
        Assert.Equal(choices.Length > 0, (await late.GetAsync("/choose?organization=org_globex")).IsRedirect);
    }

    [Fact]
    public async Task A_choice_of_one_environment_is_none_in_another()
    {
        var keys = new EphemeralDataProtectionProvider();
        var browser = await WaitAsync(await StartAppAsync(Site(keys)));
        var other = await StartAppAsync(Site(keys, static options => options.ClientId = "client_other"));

        var calls = Refreshes;
        Assert.Equal(HttpStatusCode.Conflict, (await Move(browser, other).GetAsync("/choose?organization=org_globex")).Status);
        Assert.Equal(calls, Refreshes);
    }

    [Fact]
    public async Task A_choice_of_a_scheme_that_is_switched_off_is_none()
    {
        var keys = new EphemeralDataProtectionProvider();
        var browser = await WaitAsync(await StartAppAsync(Site(keys)));
        var other = await StartAppAsync(Site(keys, static options => options.Enabled = false));

        Assert.Equal(HttpStatusCode.Conflict, (await Move(browser, other).GetAsync("/choose?organization=org_globex")).Status);
    }

    [Theory]
    [InlineData("made-up")]
    [InlineData("chunks-2")]
    [InlineData("chunks-2147483647")]
    public async Task A_cookie_that_was_made_up_is_no_choice_and_disturbs_no_sign_in(string value)
    {
        var app = await StartAppAsync(Site());
        var browser = app.NewBrowser();
        browser.Set(Cookie, value);
        await AssertWorthNothingAsync(browser);

        var answer = await app.ReturnAsync(browser, await browser.GetAsync("/secret"), "ada@acme.com");

        Assert.Equal("/secret", answer.Location);
        Assert.DoesNotContain(browser.Cookies, cookie => cookie.Name == Cookie);
    }

    [Fact]
    public async Task Over_https_no_other_site_of_the_domain_can_plant_the_cookie()
    {
        var app = await StartAppAsync(Site());
        var attacker = await WaitAsync(app, SecureOrigin);
        var own = Assert.Single(attacker.Cookies, cookie => cookie.Name.EndsWith(Cookie, StringComparison.Ordinal));
        Assert.Equal((HostCookie, true, "/"), (own.Name, own.Secure, own.Path));
        var victim = app.NewBrowser(SecureOrigin);
        victim.Set(Cookie, own.Value);

        await AssertWorthNothingAsync(victim);
        Assert.Equal("org_acme,org_globex", (await attacker.GetAsync("/choices")).Body);
        Assert.True((await attacker.GetAsync("/choose?organization=org_globex")).IsRedirect);
        Assert.DoesNotContain(attacker.Cookies, cookie => cookie.Name == HostCookie);
    }

    [Fact]
    public async Task A_cookie_that_was_set_over_http_is_not_read_over_https()
    {
        var app = await StartAppAsync(Site());
        var kept = Assert.Single((await WaitAsync(app)).Cookies, cookie => cookie.Name == Cookie);
        var victim = app.NewBrowser(SecureOrigin);
        victim.Set(Cookie, kept.Value);

        await AssertWorthNothingAsync(victim);
    }

    [Theory]
    [InlineData("https://localhost", HostCookie, true)]
    [InlineData("http://localhost", Cookie, false)]
    public async Task The_public_origin_says_whether_the_cookie_is_secure(string origin, string name, bool isSecure)
    {
        var app = await StartAppAsync(Site(options: options => options.PublicOrigin = new Uri(origin)));
        var browser = app.NewBrowser();
        var start = await browser.GetAsync("/secret");

        // The proxy speaks http to the app, and takes along what the browser sends over https.
        foreach (var sent in browser.Cookies)
        {
            browser.Set(sent.Name, sent.Value, sent.Path);
        }

        var answer = await app.ReturnAsync(browser, start, Margaret);

        var cookie = Assert.Single(answer.SetCookies, line => line.Contains(Cookie, StringComparison.Ordinal));
        Assert.StartsWith(name + "=", cookie, StringComparison.Ordinal);
        Assert.Equal(isSecure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(HostCookie, true)]
    [InlineData(Cookie, false)]
    public async Task Behind_a_proxy_that_speaks_http_the_cookie_is_removed_in_the_way_that_it_was_set(string name, bool isSecure)
    {
        var app = await StartAppAsync(Site());
        var browser = app.NewBrowser();
        browser.Set(name, "made-up");

        var answer = await browser.GetAsync("/local/in?scheme=Other");

        var removal = Assert.Single(answer.SetCookies, line => line.StartsWith(name + "=", StringComparison.Ordinal));
        Assert.StartsWith(name + "=;", removal, StringComparison.Ordinal);
        Assert.Equal(isSecure, removal.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Below_a_path_base_the_cookie_stays_there_and_goes_with_the_sign_in()
    {
        var app = await StartAppAsync(Site(pathBase: "/app"));
        var browser = app.NewBrowser();
        await app.ReturnAsync(browser, await browser.GetAsync("/app/secret"), Margaret);
        Assert.Equal("/app", Assert.Single(browser.Cookies, cookie => cookie.Name == Cookie).Path);
        Assert.Equal("org_acme,org_globex", (await browser.GetAsync("/app/choices")).Body);

        await app.ReturnAsync(browser, await browser.GetAsync("/app/secret"), "ada@acme.com");

        Assert.DoesNotContain(browser.Cookies, cookie => cookie.Name == Cookie);
        Assert.Empty((await browser.GetAsync("/app/choices")).Body);
    }

    /// <summary>Margaret's sign-in, as it waits for her choice.</summary>
    private static async Task<Browser> WaitAsync(AuthKitApp app, Uri? origin = null)
    {
        var browser = app.NewBrowser(origin);
        var waiting = await app.ReturnAsync(browser, await browser.GetAsync("/secret"), Margaret);
        Assert.Equal("/choices", waiting.Location);
        Assert.Equal("org_acme,org_globex", (await browser.GetAsync("/choices")).Body);
        return browser;
    }

    private async Task ActAsync(AuthKitApp app, Browser browser, string next)
    {
        var answer = next switch
        {
            "AuthKit" => await app.ReturnAsync(browser, await browser.GetAsync("/secret"), "ada@acme.com"),
            "single sign-on" => await app.ReturnAsync(browser, await browser.GetAsync("/sso"), "ada@acme.com"),
            "the app's own sign-in" => await browser.GetAsync("/local/in?scheme=" + CookieAuthenticationDefaults.AuthenticationScheme),
            "another cookie of the app" => await browser.GetAsync("/local/in?scheme=Other"),
            "sign-out" => await browser.PostAsync("/auth/sign-out", ("__RequestVerificationToken", (await browser.GetAsync("/form")).Body)),
            _ => await browser.GetAsync("/local/out"),
        };
        Assert.Null(answer.FailureCode);
        Assert.True(answer.Status is HttpStatusCode.Found or HttpStatusCode.OK, $"{answer.Status}: {answer.Body}");
    }

    private static async Task AssertWorthNothingAsync(Browser browser)
    {
        Assert.Empty((await browser.GetAsync("/choices")).Body);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.GetAsync("/choose?organization=org_globex")).Status);
    }

    private AuthKitAppSettings Site(
        IDataProtectionProvider? keys = null, Action<WorkOsAuthKitOptions>? options = null, string? pathBase = null) => new()
    {
        KeyRing = keys ?? new EphemeralDataProtectionProvider(),
        Options = authKit =>
        {
            authKit.OrganizationSelectionPath = "/choices";
            options?.Invoke(authKit);
        },
        Services = services =>
        {
            if (pathBase is not null)
            {
                services.AddSingleton<IStartupFilter>(new PathBaseFilter(pathBase));
            }

            services.AddAuthentication().AddCookie("Other").AddWorkOs(sso =>
            {
                sso.ClientId = WorkOs.ClientId;
                sso.ApiKey = WorkOs.ApiKey;
                sso.BaseAddress = WorkOs.BaseAddress;
                sso.Organization = "org_acme";
            });
        },
        Map = app =>
        {
            app.MapGet("/sso", context => context.ChallengeAsync(WorkOsDefaults.AuthenticationScheme));
            app.MapGet("/local/in", (HttpContext context, string scheme) => context.SignInAsync(
                scheme, new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "local")], "local"))));
            app.MapGet("/local/out", context => context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme));
        },
    };

    protected override void Configure(WorkOsSandboxBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder
            .AddRedirectUri("http://localhost/signin-workos")
            .AddRedirectUri("http://localhost/signin-workos-authkit")
            .AddRedirectUri("https://localhost/signin-workos-authkit")
            .AddRedirectUri("http://localhost/app/signin-workos-authkit");
    }

    /// <summary>Before everything that <c>WebApplication</c> puts first.</summary>
    private sealed class PathBaseFilter(PathString pathBase) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app => next(app.UsePathBase(pathBase));
    }
}
