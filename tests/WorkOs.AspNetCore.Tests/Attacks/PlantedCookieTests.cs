using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Correlation cookies that a neighbouring site has put into the browser of somebody else.</summary>
[Trait("Room", "Remote")]
public sealed class PlantedCookieTests
{
    private static readonly Dictionary<string, (string Origin, Action<WorkOsOptions> Options, bool IsHost, bool IsSecure)> Surroundings = new(StringComparer.Ordinal)
    {
        ["https"] = ("https://app.example.com", static _ => { }, true, true),
        ["http"] = ("http://app.example.com", static _ => { }, false, false),
        ["http behind an https PublicOrigin"] = ("http://app.example.com", static options => options.PublicOrigin = new("https://app.example.com"), true, true),
        ["an http PublicOrigin"] = ("http://localhost", static options => options.PublicOrigin = new("http://localhost"), false, false),
        ["a path of the app's"] = ("https://app.example.com", static options => options.CorrelationCookie.Path = "/", false, true),
        ["a domain of the app's"] = ("https://app.example.com", static options => options.CorrelationCookie.Domain = "example.com", false, true),
        ["an app that wants no Secure"] = ("https://app.example.com", static options => options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.None, false, false),
        ["an app that always wants Secure"] = ("https://app.example.com", static options => options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.Always, true, true),
        ["a prefix of the app's"] = ("https://app.example.com", static options => options.CorrelationCookie.Name = "__Secure-WorkOs.Correlation.", false, true),
    };

    public static TheoryData<string> Marks =>
    [
        "r", "4000000000r", "4000000000.r", "4294967295.CfDJ8AAAA", "99999999999999999999.r", "1768478400r", "1768478400.r", "1768478400.",
    ];

    [Theory]
    [MemberData(nameof(Marks))]
    public async Task Planted_cookies_do_not_stop_the_restarts_of_tiles(string value)
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        await browser.StartAsync();
        var prefix = Assert.Single(browser.CorrelationCookies).Prefix;
        for (var i = 0; i < 5; i++)
        {
            browser.Set($"{prefix}planted{i}", value);
        }

        Assert.True((await browser.GetAsync($"{CallbackPath}?code=x&connection_id={Profiles.Connection}")).GoesToWorkOs);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public async Task The_marks_of_the_handler_itself_do_for_two_minutes(int restarts, bool stops)
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        for (var i = 0; i < restarts; i++)
        {
            Assert.True((await TileAsync(browser)).GoesToWorkOs);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(!stops, (await TileAsync(browser)).GoesToWorkOs);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await TileAsync(browser)).GoesToWorkOs);
    }

    [Fact]
    public async Task A_mark_counts_for_its_own_cookie_only()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        await TileAsync(browser);
        var mark = Assert.Single(browser.CorrelationCookies);
        for (var i = 0; i < 5; i++)
        {
            browser.Set($"{mark.Prefix}copy{i}", mark.Value);
        }

        Assert.True((await TileAsync(browser)).GoesToWorkOs);
    }

    [Fact]
    public async Task A_mark_whose_time_was_moved_does_not_count()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        for (var i = 0; i < 3; i++)
        {
            await TileAsync(browser);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        foreach (var cookie in browser.CorrelationCookies)
        {
            browser.Set(cookie.Name, app.Clock.GetUtcNow().ToUnixTimeSeconds() + cookie.Value[cookie.Value.IndexOf('.', StringComparison.Ordinal)..]);
        }

        Assert.True((await TileAsync(browser)).GoesToWorkOs);
    }

    [Fact]
    public async Task A_mark_of_one_scheme_does_not_count_in_another()
    {
        var keys = new EphemeralDataProtectionProvider();
        await using var app = await TestApp.StartAsync(settings => settings.Services = (services, options) =>
        {
            services.AddSingleton<IDataProtectionProvider>(keys);
            services.AddWorkOs(options).AddWorkOs("Partner", other =>
            {
                options(other);
                other.CallbackPath = "/signin-partner";
            });
        });
        var browser = app.NewBrowser();
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await TileAsync(browser)).GoesToWorkOs);
        }

        var partner = CookieNames.HostPrefixFor(app.OptionsOf("Partner").CorrelationPrefix);
        foreach (var cookie in browser.CorrelationCookies)
        {
            browser.Set(partner + cookie.Name[cookie.Prefix.Length..], cookie.Value);
        }

        Assert.False((await TileAsync(browser)).GoesToWorkOs);
        Assert.True((await browser.GetAsync($"/signin-partner?code={NextCode()}")).GoesToWorkOs);
    }

    [Theory]
    [InlineData("4294967295")]
    [InlineData("1800000000")]
    [InlineData("garbage")]
    public async Task Planted_cookies_of_the_far_future_make_room_for_real_ones(string value)
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var first = await browser.StartAsync("/secret?tab=1");
        var prefix = Assert.Single(browser.CorrelationCookies).Prefix;
        for (var i = 0; i < 20; i++)
        {
            browser.Set($"{prefix}planted{i}", value);
        }

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await browser.StartAsync("/secret?tab=2");

        Assert.Equal(2, browser.CorrelationCookies.Count);
        Assert.Equal("/secret?tab=1", (await browser.ReturnAsync(first)).Location);
        Assert.Equal("/secret?tab=2", (await browser.ReturnAsync(second)).Location);
    }

    [Fact]
    public async Task A_planted_cookie_without_the_prefix_does_not_sign_the_victim_in_as_the_attacker()
    {
        await using var app = await TestApp.StartAsync();
        var attacker = app.NewBrowser();
        var start = await attacker.StartAsync();
        var cookie = Assert.Single(attacker.CorrelationCookies);
        var victim = app.NewBrowser();

        // All that a neighbouring site can do: a browser lets nobody plant a __Host- cookie.
        victim.Set(cookie.Name.Replace("__Host-", string.Empty, StringComparison.Ordinal), cookie.Value);
        await victim.ReturnAsync(start);

        Assert.StartsWith("__Host-.WorkOs.Correlation.", cookie.Name, StringComparison.Ordinal);
        Assert.Equal("nobody", await victim.WhoAsync());
        Assert.Empty(app.WorkOs.Requests);
    }

    public static TheoryData<string> SurroundingNames => [.. Surroundings.Keys];

    [Theory]
    [MemberData(nameof(SurroundingNames))]
    public async Task The_cookie_is_as_strict_as_its_surroundings_allow(string name)
    {
        var (origin, options, isHost, isSecure) = Surroundings[name];
        await using var app = await TestApp.StartAsync(options);
        var browser = app.NewBrowser(new Uri(origin));

        var cookie = Assert.Single((await browser.StartAsync()).SetCookies);

        Assert.Equal(isHost, cookie.StartsWith("__Host-", StringComparison.Ordinal));
        Assert.Equal(isSecure, cookie.Contains("; secure", StringComparison.Ordinal));
        Assert.DoesNotContain("__Host-__", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://app.example.com")]
    [InlineData("http://app.example.com")]
    public async Task A_sign_in_ends_well_and_leaves_no_cookie(string origin)
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser(new Uri(origin));

        await browser.SignInAsync();

        Assert.Equal(Profiles.Id, await browser.WhoAsync());
        Assert.Empty(browser.CorrelationCookies);
    }

    [Fact]
    public async Task Below_a_path_base_the_cookie_keeps_its_plain_name()
    {
        await using var app = await TestApp.StartAsync(settings => settings.Pipeline = static app =>
        {
            app.UsePathBase("/portal");
            app.UseRouting();
            app.UseAuthentication();
            app.UseAuthorization();
        });
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/portal/secret");

        var cookie = Assert.Single(browser.CorrelationCookies);
        Assert.StartsWith(".WorkOs.Correlation.", cookie.Name, StringComparison.Ordinal);
        Assert.Equal(("/portal", true), (cookie.Path, cookie.Secure));
        Assert.Equal("/portal/secret", (await browser.GetAsync("/portal" + CallbackOf(start))).Location);
    }

    private static Task<BrowserAnswer> TileAsync(Browser browser) => browser.GetAsync($"{CallbackPath}?code={NextCode()}");
}
