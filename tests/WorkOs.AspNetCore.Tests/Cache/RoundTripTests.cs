using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Connect;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Cache;

/// <summary>A request with a session waits for the shared cache once at most, whatever kind of session it is.</summary>
[Trait("Room", "Cache")]
[Trait("Room", "Sessions")]
public sealed class RoundTripTests : AuthKitTestBase
{
    private const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private static readonly string CookieName = CookieAuthenticationDefaults.CookiePrefix + CookieScheme;

    private readonly FakeSessionCache _cache = new();

    [Theory]
    [InlineData(true, "/me")]
    [InlineData(true, "/token")]
    [InlineData(false, "/me")]
    [InlineData(false, "/token")]
    public async Task Once_for_a_session_of_AuthKit(bool useStore, string page)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore, Services = Use });
        await AssertCallsAsync(await app.SignInAsync("ada@acme.com"), page, "get");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Once_for_a_session_of_AuthKit_that_has_moved_to_another_organization(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore, Services = Use, Options = options => options.Organization = "org_acme" });
        var browser = await app.SignInAsync("margaret@acme.com");
        Assert.Equal("switched", (await browser.GetAsync("/switch?organization=org_globex")).Body);
        await AssertCallsAsync(browser, "/me", "get");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Once_for_a_session_of_Connect(bool useStore)
    {
        await using var app = await ConnectApp.StartAsync(new ConnectAppSettings
        {
            UseStore = useStore,
            Options = options => options.SaveTokens = !useStore,
            Services = authentication => Use(authentication.Services),
        });
        await AssertCallsAsync(await app.SignInAsync(), "/me", "get");
    }

    [Theory]
    [InlineData(true, new[] { "get" })]
    [InlineData(false, new string[0])]
    public async Task Once_for_a_stored_session_of_single_sign_on_and_never_for_one_in_the_cookie(bool useStore, string[] calls)
    {
        await using var app = await TestApp.StartAsync(settings => settings.Services = (services, options) =>
        {
            Use(services);
            var authentication = services.AddWorkOs(options);
            if (useStore)
            {
                authentication.AddWorkOsDistributedSessions();
            }
        });
        var browser = app.NewBrowser();
        await browser.SignInAsync();
        await AssertCallsAsync(browser, "/me", calls);
    }

    public static TheoryData<string> Hints =>
    [
        "without names", "names of nobody", "names in another order", "fewer names", "more names",
    ];

    [Theory]
    [MemberData(nameof(Hints))]
    public async Task A_cookie_with_other_names_of_its_marks_is_the_same_session_and_costs_a_second_look(string hint)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Services = Use });
        var browser = await app.SignInAsync("ada@acme.com");
        var isComplete = hint is "names in another order" or "more names";
        Change(browser, hint);

        await AssertCallsAsync(browser, "/me", isComplete ? ["get"] : ["get", "get"]);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Theory]
    [MemberData(nameof(Hints))]
    public async Task And_is_ended_all_the_same(string hint)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Services = Use });
        var browser = await app.SignInAsync("ada@acme.com");
        Change(browser, hint);

        await app.Services.GetRequiredService<WorkOsSessions>().EndUserSessionsAsync(Ada.UserId);

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Theory]
    [InlineData(".")]
    [InlineData(".AAAAAAAAAAAAAAAAAAAAA")]
    [InlineData(".AAAAAAAAAAAAAAAAAAAAA.")]
    [InlineData(".AAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData(".AAAAAAAAAAAAAAAAAAAAAÄ")]
    [InlineData(".../../workos:session:")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_cookie_of_another_form_is_nobody_and_the_cache_is_not_asked(string tail)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Services = Use });
        var browser = await app.SignInAsync("ada@acme.com");
        browser.Set(CookieName, IdOf(browser) + tail);

        await AssertCallsAsync(browser, "/me");
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task Nor_is_it_for_a_thousand_names()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Services = Use });
        var browser = await app.SignInAsync("ada@acme.com");
        browser.Set(CookieName, IdOf(browser) + "." + new string('A', 22 * 1000));

        await AssertCallsAsync(browser, "/me");
    }

    private static string IdOf(Browser browser) => browser.Cookies.Single(cookie => cookie.Name == CookieName).Value[..43];

    private static void Change(Browser browser, string hint)
    {
        var cookie = browser.Cookies.Single(cookie => cookie.Name == CookieName);
        var names = cookie.Value[44..].Chunk(22).Select(name => new string(name)).ToList();
        Assert.Equal(4, names.Count);
        IEnumerable<string> changed = hint switch
        {
            "without names" => [],
            "names of nobody" => names.Select(_ => new string('A', 22)),
            "names in another order" => Enumerable.Reverse(names),
            "fewer names" => names.Take(2),
            _ => names.Append(new string('A', 22)),
        };
        browser.Set(CookieName, string.Join('.', new[] { IdOf(browser), string.Concat(changed) }.Where(part => part.Length > 0)));
    }

    private void Use(IServiceCollection services) => services.AddSingleton<IWorkOsSessionCache>(_cache);

    private async Task AssertCallsAsync(Browser browser, string page, params string[] calls)
    {
        _cache.Calls.Clear();
        await browser.GetAsync(page);
        Assert.Equal(calls, _cache.Calls);
    }
}
