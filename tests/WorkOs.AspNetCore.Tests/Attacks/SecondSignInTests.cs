using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>A sign-in takes the place of the stored session that the browser came with, and leaves no copy of it alive.</summary>
[Trait("Room", "Sessions")]
public sealed class SecondSignInTests : AuthKitTestBase
{
    private const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string SingleSignOn = WorkOsDefaults.AuthenticationScheme;
    private const string AuthKit = WorkOsAuthKitDefaults.AuthenticationScheme;
    private const string OwnSignIn = "the app's own";

    private readonly SharedCache _cache = new();

    private int StoredSessions => _cache.Entries.Keys.Count(name => name.StartsWith("workos:session:", StringComparison.Ordinal));

    public static TheoryData<string, string> Ways
    {
        get
        {
            string[] ways = [SingleSignOn, AuthKit, OwnSignIn];
            var pairs = new TheoryData<string, string>();
            foreach (var first in ways)
            {
                foreach (var second in ways)
                {
                    pairs.Add(first, second);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_first_session_is_nobody_after_the_second_sign_in_and_after_its_sign_out(string first, string second)
    {
        var app = await StartAsync(_cache);
        var browser = app.NewBrowser();
        await SignInAsync(app, browser, first, "ada@acme.com");
        var copyOfFirst = Move(browser, app);
        Assert.Equal(PersonOf(first, "ada@acme.com"), (await copyOfFirst.GetAsync("/me")).Body);

        await SignInAsync(app, browser, second, "margaret@acme.com");

        Assert.Equal("nobody", (await copyOfFirst.GetAsync("/me")).Body);
        Assert.Equal(PersonOf(second, "margaret@acme.com"), (await browser.GetAsync("/me")).Body);
        Assert.Equal(1, StoredSessions);

        var copyOfSecond = Move(browser, app);
        await browser.GetAsync("/leave");

        Assert.Equal("nobody", (await copyOfFirst.GetAsync("/me")).Body);
        Assert.Equal("nobody", (await copyOfSecond.GetAsync("/me")).Body);
        Assert.Equal(0, StoredSessions);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_sessions_of_other_browsers_go_on(string first, string second)
    {
        var app = await StartAsync(_cache);
        var bystander = app.NewBrowser();
        await SignInAsync(app, bystander, first, "ada@acme.com");
        var browser = app.NewBrowser();
        await SignInAsync(app, browser, first, "ada@acme.com");

        await SignInAsync(app, browser, second, "margaret@acme.com");
        await browser.GetAsync("/leave");

        Assert.Equal(PersonOf(first, "ada@acme.com"), (await bystander.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task The_first_session_is_removed_also_where_it_could_not_be_read()
    {
        var cache = new FalteringCache(_cache);
        var app = await StartAsync(cache);
        var browser = app.NewBrowser();
        await SignInAsync(app, browser, OwnSignIn, "ada@acme.com");
        var copy = Move(browser, app);

        cache.FailsToRead = true;
        await SignInAsync(app, browser, OwnSignIn, "margaret@acme.com");
        cache.FailsToRead = false;

        Assert.Equal("nobody", (await copy.GetAsync("/me")).Body);
        Assert.Equal(OwnSignIn + " margaret@acme.com", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_first_session_that_cannot_be_removed_fails_no_sign_in_and_is_logged()
    {
        var cache = new FalteringCache(_cache);
        var app = await StartAsync(cache);
        var browser = app.NewBrowser();
        await SignInAsync(app, browser, AuthKit, "ada@acme.com");

        cache.FailsToRemove = true;
        await SignInAsync(app, browser, AuthKit, "margaret@acme.com");

        Assert.Equal(PersonOf(AuthKit, "margaret@acme.com"), (await browser.GetAsync("/me")).Body);
        var line = Assert.Single(app.Logs.Entries, entry => entry.Event.Name == "FormerSessionNotRemoved");
        Assert.Equal(LogLevel.Error, line.Level);
    }

    [Fact]
    public async Task A_session_that_the_app_signs_in_again_keeps_its_id_and_its_other_tabs()
    {
        var app = await StartAsync(_cache);
        var browser = app.NewBrowser();
        await SignInAsync(app, browser, AuthKit, "ada@acme.com");
        var otherTab = Move(browser, app);

        await browser.GetAsync("/add-claim");

        Assert.Contains("app:plan=gold", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
        Assert.Contains("app:plan=gold", (await otherTab.GetAsync("/claims")).Body, StringComparison.Ordinal);
        Assert.Equal(IdOf(otherTab), IdOf(browser));
        Assert.Equal(1, StoredSessions);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_sign_ins_in_one_request_the_last_is_all_that_is_left(bool withSession)
    {
        var app = await StartAsync(_cache);
        var browser = app.NewBrowser();
        if (withSession)
        {
            await SignInAsync(app, browser, OwnSignIn, "ada@acme.com");
        }

        await browser.GetAsync("/twice");

        Assert.Equal("second", (await browser.GetAsync("/me")).Body);
        Assert.Equal(1, StoredSessions);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sign_in_and_a_sign_out_in_one_request_leave_nothing(bool withSession)
    {
        var app = await StartAsync(_cache);
        var browser = app.NewBrowser();
        if (withSession)
        {
            await SignInAsync(app, browser, OwnSignIn, "ada@acme.com");
        }

        await browser.GetAsync("/in-and-out");

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        Assert.Equal(0, StoredSessions);
    }

    private Task<AuthKitApp> StartAsync(Microsoft.Extensions.Caching.Distributed.IDistributedCache cache) => StartAppAsync(new AuthKitAppSettings
    {
        Cache = cache,
        Services = services => services.AddAuthentication().AddWorkOs(options =>
        {
            options.ClientId = WorkOs.ClientId;
            options.ApiKey = WorkOs.ApiKey;
            options.BaseAddress = WorkOs.BaseAddress;
            options.Organization = "org_acme";
        }),
        Options = options => options.Organization = "org_acme",
        Map = Map,
    });

    private static void Map(WebApplication app)
    {
        app.MapGet("/enter", (HttpContext context, string scheme) =>
            context.ChallengeAsync(scheme, new AuthenticationProperties { RedirectUri = "/me" }));
        app.MapGet("/own", (HttpContext context, string name) => context.SignInAsync(CookieScheme, TwoCookies.PersonOf(name)));
        app.MapGet("/leave", (HttpContext context) => context.SignOutAsync(CookieScheme));
        app.MapGet("/add-claim", async (HttpContext context) =>
        {
            var session = await context.AuthenticateAsync(CookieScheme);
            session.Principal!.Identities.First().AddClaim(new Claim("app:plan", "gold"));
            await context.SignInAsync(CookieScheme, session.Principal, session.Properties);
        });
        app.MapGet("/twice", async (HttpContext context) =>
        {
            await context.SignInAsync(CookieScheme, TwoCookies.PersonOf("first"));
            await context.SignInAsync(CookieScheme, TwoCookies.PersonOf("second"));
        });
        app.MapGet("/in-and-out", async (HttpContext context) =>
        {
            await context.SignInAsync(CookieScheme, TwoCookies.PersonOf("first"));
            await context.SignOutAsync(CookieScheme);
        });
    }

    private static async Task SignInAsync(AuthKitApp app, Browser browser, string way, string email)
    {
        if (way == OwnSignIn)
        {
            await browser.GetAsync($"/own?name={Uri.EscapeDataString(OwnSignIn + " " + email)}");
        }
        else
        {
            var back = await app.ReturnAsync(browser, await browser.GetAsync($"/enter?scheme={way}"), email);
            Assert.Equal("/me", back.Location);
        }
    }

    private string PersonOf(string way, string email)
    {
        var person = WorkOs.People.First(person => person.Email == email);
        return way switch
        {
            SingleSignOn => person.ProfileId,
            AuthKit => person.UserId,
            _ => $"{OwnSignIn} {email}",
        };
    }

    private static string IdOf(Browser browser) => TwoCookies.IdOf(browser, CookieScheme);
}
