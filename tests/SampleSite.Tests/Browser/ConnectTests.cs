using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SampleSite.Tests.Hosting;
using WorkOs.AspNetCore.Testing;
using static Microsoft.Playwright.Assertions;

namespace SampleSite.Tests.Browser;

/// <summary>A session of Connect from its start to its end, with one clock for the site and its sandbox.</summary>
public sealed class ConnectTests(Chromium chromium) : BrowserTest(chromium, new SampleFactory
{
    ConfigureServices = services => services.AddSingleton(provider => provider.GetRequiredService<WorkOsSandbox>().TimeProvider),
})
{
    [BrowserFact]
    public async Task A_person_consents_at_the_AuthKit_domain_stays_signed_in_and_signs_out()
    {
        var page = await OpenPageAsync();
        await EveryPage.StartConnectAsync(page);
        Assert.StartsWith(Site.WorkOs.AuthKitDomain, page.Url, StringComparison.Ordinal);
        await EveryPage.ChoosePersonAsync(page, "grace@acme.com");
        await Expect(Heading(page)).ToHaveTextAsync("Sample site asks for access");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("posts:read");

        await AllowAsync(page);
        await ExpectGraceAsync(page);
        Assert.Equal(1, Site.WorkOs.CountOf(WorkOsSandboxEndpoints.ConnectToken));

        Site.WorkOs.AdvanceTime(TimeSpan.FromMinutes(30));
        await page.ReloadAsync();
        await ExpectGraceAsync(page);
        Assert.Equal(2, Site.WorkOs.CountOf(WorkOsSandboxEndpoints.ConnectToken));

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("You are signed out");
        await page.GotoAsync("/profile");
        await Expect(page.GetByLabel("Work e-mail")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Whoever_declines_is_told_so_on_the_sign_in_page_and_can_try_again()
    {
        var page = await OpenPageAsync();
        await EveryPage.StartConnectAsync(page);
        await EveryPage.ChoosePersonAsync(page, "grace@acme.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("access_denied");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue with WorkOS Connect" }).ClickAsync();
        await AllowAsync(page);

        await ExpectGraceAsync(page);
    }

    [BrowserFact]
    public async Task Access_that_was_withdrawn_ends_the_session_with_its_next_refresh()
    {
        var page = await OpenPageAsync();
        await EveryPage.StartConnectAsync(page);
        await EveryPage.ChoosePersonAsync(page, "grace@acme.com");
        await AllowAsync(page);
        await ExpectGraceAsync(page);

        var grace = Site.WorkOs.People.First(person => person.Email == "grace@acme.com");
        Assert.True(Site.WorkOs.Connect.WithdrawConsent(grace.UserId, Site.WorkOs.Connect.Applications[0].ClientId));
        Site.WorkOs.AdvanceTime(TimeSpan.FromMinutes(30));
        await page.ReloadAsync();

        await Expect(page.GetByLabel("Work e-mail")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_session_of_Connect_is_not_shown_as_one_of_AuthKit()
    {
        var page = await OpenPageAsync();
        await EveryPage.StartConnectAsync(page);
        await EveryPage.ChoosePersonAsync(page, "grace@acme.com");
        await AllowAsync(page);
        await ExpectGraceAsync(page);

        await page.GotoAsync("/authkit");

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Continue with AuthKit" })).ToBeVisibleAsync();
    }

    private static Task AllowAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Allow access" }).ClickAsync();

    private static async Task ExpectGraceAsync(IPage page)
    {
        await Expect(Heading(page)).ToHaveTextAsync("Grace Hopper");
        var claims = page.GetByRole(AriaRole.Table);
        await Expect(claims.GetByRole(AriaRole.Row, new() { Name = "Organization org_id" })).ToContainTextAsync("org_acme");
        await Expect(claims.GetByRole(AriaRole.Row).Filter(new() { HasText = "posts:read" })).ToHaveCountAsync(1);
    }
}
