using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests;

/// <summary>What a browser carries: proxies and servers refuse headers that grow past a few kilobytes.</summary>
[Trait("Room", "Cookies")]
public sealed class SizeTests
{
    private const string ReturnUrlOfFortyCharacters = "/projects/42/reports/2026/quarter?tab=q3";

    [Fact]
    public async Task The_session_of_a_person_with_ten_groups_fits_into_one_and_a_half_kilobytes()
    {
        await using var app = await StartAsync(static (services, options) => services.AddWorkOs(options));
        app.WorkOs.Profile = PersonWithGroups(Enumerable.Range(0, 10).Select(i => $"Engineering{i}"));
        var browser = app.NewBrowser();

        await browser.SignInAsync();

        Assert.Single(browser.Cookies);
        Assert.InRange(CookieHeaderOf(browser), 1, 1535);
    }

    public static TheoryData<string, Action<IServiceCollection, Action<WorkOsOptions>>, int, int, int> ManyGroups => new()
    {
        { "as it is", static (services, options) => services.AddWorkOs(options), 200, 10 * 1024, 11 * 1024 },
        {
            "without groups",
            static (services, options) => services.AddWorkOs(options).Services.Configure<WorkOsOptions>(
                WorkOsDefaults.AuthenticationScheme, workos => workos.ClaimActions.Remove(WorkOsClaimTypes.Group)),
            0, 1, 699
        },
        { "on the server", static (services, options) => services.AddWorkOs(options).AddWorkOsDistributedSessions(), 200, 1, 99 },
    };

    [Theory]
    [MemberData(nameof(ManyGroups))]
    public async Task Two_hundred_groups_of_Entra_are_too_much_for_a_cookie_unless_they_are_left_out_or_kept_on_the_server(
        string name, Action<IServiceCollection, Action<WorkOsOptions>> services, int groups, int atLeast, int atMost)
    {
        await using var app = await StartAsync(services);
        app.WorkOs.Profile = PersonWithGroups(Guids(200));
        var browser = app.NewBrowser();

        await browser.SignInAsync();

        Assert.True(CookieHeaderOf(browser) is var length && length >= atLeast && length <= atMost, $"{name}: {length}");
        Assert.Equal($"{groups}", (await browser.GetAsync("/groups")).Body);
    }

    [Fact]
    public async Task A_session_of_single_sign_on_on_the_server_ends_with_the_sign_out()
    {
        await using var app = await StartAsync(static (services, options) => services.AddWorkOs(options).AddWorkOsDistributedSessions());
        app.WorkOs.Profile = PersonWithGroups(Guids(200));
        var browser = app.NewBrowser();
        await browser.SignInAsync();
        var stolen = app.NewBrowser();
        browser.Cookies.ToList().ForEach(cookie => stolen.Set(cookie.Name, cookie.Value));
        Assert.Equal("200", (await stolen.GetAsync("/groups")).Body);

        await browser.PostAsync("/auth/sign-out", ("__RequestVerificationToken", (await browser.GetAsync("/form")).Body));

        Assert.Equal("nobody", await browser.WhoAsync());
        Assert.Equal("nobody", await stolen.WhoAsync());
    }

    [Fact]
    public async Task State_and_correlation_cookie_stay_below_seven_hundred_bytes()
    {
        Assert.Equal(40, ReturnUrlOfFortyCharacters.Length);
        await using var app = await TestApp.StartAsync();
        app.Challenge = () => new WorkOsChallengeProperties { RedirectUri = ReturnUrlOfFortyCharacters, Organization = "org_01HXYZ8J4K7N2P5Q9R3S6T1V0W" };
        var browser = app.NewBrowser();

        var authorize = await browser.GetAsync("/challenge");

        var cookie = Assert.Single(browser.CorrelationCookies);
        Assert.InRange(authorize.Query("state")!.Length + cookie.Name.Length + 1 + cookie.Value.Length, 1, 699);
    }

    private static Task<TestApp> StartAsync(Action<IServiceCollection, Action<WorkOsOptions>> services) => TestApp.StartAsync(settings =>
    {
        settings.Services = services;
        settings.Options = static options => options.Organization = "org_01HXYZ8J4K7N2P5Q9R3S6T1V0W";
        settings.Pipeline = static app => app.MapGet("/groups", (ClaimsPrincipal user) => $"{user.FindAll(WorkOsClaimTypes.Group).Count()}");
    });

    private static JsonObject PersonWithGroups(IEnumerable<string> groups) => new()
    {
        ["id"] = "prof_01HXYZ8J4K7N2P5Q9R3S6T1V0W",
        ["organization_id"] = "org_01HXYZ8J4K7N2P5Q9R3S6T1V0W",
        ["connection_id"] = "conn_01HXYZ8J4K7N2P5Q9R3S6T1V0W",
        ["connection_type"] = "OktaSAML",
        ["idp_id"] = "00u1a2b3c4d5e6f7g8h9",
        ["email"] = "ada.lovelace@acme.com",
        ["first_name"] = "Ada",
        ["last_name"] = "Lovelace",
        ["role"] = new JsonObject { ["slug"] = "admin" },
        ["groups"] = new JsonArray([.. groups.Select(group => (JsonNode)group)]),
    };

    // As random as those of Entra, which no compression makes shorter, and the same in every run.
    private static IEnumerable<string> Guids(int count) =>
        Enumerable.Range(0, count).Select(i => new Guid(SHA256.HashData(BitConverter.GetBytes(i)).AsSpan(0, 16)).ToString());

    private static int CookieHeaderOf(Browser browser) => browser.Cookies.Sum(cookie => $"{cookie.Name}={cookie.Value}; ".Length) - 2;
}
