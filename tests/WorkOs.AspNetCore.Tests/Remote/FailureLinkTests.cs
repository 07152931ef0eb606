using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>The one way on that the built-in page offers.</summary>
[Trait("Room", "Remote")]
public sealed class FailureLinkTests
{
    [Theory]
    [InlineData(CallbackPath, null, null, "Go to the start page", "/")]
    [InlineData(CallbackPath, null, "/login", "Go to the sign-in page", "/login?ReturnUrl=%2F")]
    [InlineData(CallbackPath, Profiles.Organization, "/login", "Go to the sign-in page", "/login?ReturnUrl=%2F")]
    [InlineData(CallbackPath, Profiles.Organization, null, "Try again", CallbackPath + "?retry=")]
    [InlineData("/auth/sign-out", Profiles.Organization, null, "Go to the start page", "/")]
    public async Task The_link_says_where_it_leads(string path, string? organization, string? signInPath, string text, string url)
    {
        await using var app = await TestApp.StartAsync(options =>
        {
            options.Organization = organization;
            options.SignInPath = signInPath;
        });

        var link = (await app.NewBrowser().GetAsync(path)).Html.QuerySelector("main a")!;

        Assert.Equal(text, link.TextContent);
        Assert.StartsWith(url, link.GetAttribute("href"), StringComparison.Ordinal);
        Assert.True(url.EndsWith('=') || link.GetAttribute("href") == url);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "/login")]
    [InlineData(Profiles.Organization, "/login")]
    [InlineData("org with a space", null)]
    public async Task The_link_asks_for_what_the_challenge_asked_for_whatever_the_options_say(string? organization, string? signInPath)
    {
        await using var app = await TestApp.StartAsync(options =>
        {
            options.Organization = organization;
            options.SignInPath = signInPath;
        });
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Connection = Profiles.Connection };
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/challenge");

        var failed = await browser.GetAsync($"{CallbackPath}?error=server_error&state={Uri.EscapeDataString(start.Query("state")!)}");

        Assert.Equal(Profiles.Connection, (await browser.StartAsync(failed.NextLink!)).Query("connection"));
    }

    [Fact]
    public async Task Whoever_came_back_from_another_organization_may_try_the_one_that_the_app_asked_for_again()
    {
        await using var app = await TestApp.StartAsync();
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Organization = "org_globex" };
        var browser = app.NewBrowser();

        var failed = await browser.ReturnAsync(await browser.StartAsync("/challenge"));

        Assert.Equal("organization_mismatch", failed.FailureCode);
        Assert.Equal("org_globex", (await browser.StartAsync(failed.NextLink!)).Query("organization"));
    }

    [Fact]
    public async Task What_cannot_be_asked_for_is_not_asked_for_again()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();

        var failed = await browser.GetAsync("/auth/sign-in?connection_id=%3Cscript%3E");

        Assert.Equal("connection_invalid", failed.FailureCode);
        var again = await browser.StartAsync(failed.NextLink!);
        Assert.Equal((Profiles.Organization, null), (again.Query("organization"), again.Query("connection")));
    }
}
