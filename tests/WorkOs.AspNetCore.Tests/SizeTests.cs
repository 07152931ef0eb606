using System.Text.Json.Nodes;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests;

/// <summary>What a browser carries: proxies and servers refuse headers that grow past a few kilobytes.</summary>
public sealed class SizeTests
{
    private const string ReturnUrlOfFortyCharacters = "/projects/42/reports/2026/quarter?tab=q3";

    [Fact]
    public async Task The_session_of_a_person_with_ten_groups_fits_into_one_and_a_half_kilobytes()
    {
        await using var app = await TestApp.StartAsync(options => options.Organization = "org_01HXYZ8J4K7N2P5Q9R3S6T1V0W");
        app.WorkOs.Profile = new JsonObject
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
            ["groups"] = new JsonArray([.. Enumerable.Range(0, 10).Select(i => (JsonNode)$"Engineering{i}")]),
        };
        var browser = app.NewBrowser();

        await browser.SignInAsync();

        var cookie = Assert.Single(browser.Cookies);
        Assert.InRange(cookie.Name.Length + 1 + cookie.Value.Length, 1, 1535);
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
}
