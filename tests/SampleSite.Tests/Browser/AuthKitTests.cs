using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SampleSite.Tests.Hosting;
using WorkOs.AspNetCore.Testing;
using static Microsoft.Playwright.Assertions;

namespace SampleSite.Tests.Browser;

/// <summary>A session of AuthKit from its start to its end, with one clock for the site and its sandbox.</summary>
public sealed class AuthKitTests(Chromium chromium) : BrowserTest(chromium, new SampleFactory
{
    ConfigureServices = services => services.AddSingleton(provider => provider.GetRequiredService<WorkOsSandbox>().TimeProvider),
})
{
    [BrowserFact]
    public async Task A_person_of_two_organizations_chooses_one_stays_signed_in_switches_and_signs_out()
    {
        var page = await OpenPageAsync();
        await EveryPage.StartAuthKitAsync(page);
        await EveryPage.ChoosePersonAsync(page, "margaret@acme.com");
        await Expect(Heading(page)).ToHaveTextAsync("Choose an organization");
        await page.GetByRole(AriaRole.Button, new() { Name = "Acme" }).ClickAsync();
        await ExpectOrganizationAsync(page, "org_acme");

        var exchanges = Site.WorkOs.CountOf(WorkOsSandboxEndpoints.AuthKitAuthenticate);
        Site.WorkOs.AdvanceTime(TimeSpan.FromMinutes(30));
        await page.ReloadAsync();
        await ExpectOrganizationAsync(page, "org_acme");
        Assert.Equal(exchanges + 1, Site.WorkOs.CountOf(WorkOsSandboxEndpoints.AuthKitAuthenticate));

        await page.GetByRole(AriaRole.Button, new() { Name = "org_globex" }).ClickAsync();
        await ExpectOrganizationAsync(page, "org_globex");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("You are signed out");
        await page.GotoAsync("/authkit");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Continue with AuthKit" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task An_organization_that_is_not_the_persons_is_refused_on_the_page()
    {
        var page = await OpenPageAsync();
        await EveryPage.StartAuthKitAsync(page);
        await EveryPage.ChoosePersonAsync(page, "ada@acme.com");

        await page.GetByLabel("Organization id").FillAsync("org_globex");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("You could not be moved to that organization.");
        await ExpectOrganizationAsync(page, "org_acme");
    }

    [BrowserFact]
    public async Task Whoever_acts_for_a_person_is_named_on_every_page_and_nobody_else_is()
    {
        var page = await OpenPageAsync();
        var banner = page.GetByRole(AriaRole.Complementary, new() { Name = "Impersonation" });
        Site.WorkOs.AuthKit.ImpersonateNext("support@workos.example", "Ticket 7");
        await EveryPage.StartAuthKitAsync(page);
        await EveryPage.ChoosePersonAsync(page, "ada@acme.com");

        foreach (var path in new[] { "/authkit", "/profile", "/" })
        {
            await page.GotoAsync(path);
            await Expect(banner).ToContainTextAsync("support@workos.example acts as Ada Lovelace.");
        }

        await page.GotoAsync("/authkit");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(banner).ToHaveCountAsync(0);
        await EveryPage.StartAuthKitAsync(page);
        await EveryPage.ChoosePersonAsync(page, "ada@acme.com");
        await Expect(page.Locator("#organization")).ToHaveTextAsync("org_acme");
        await Expect(banner).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_person_signs_out_of_one_other_browser_and_then_of_all()
    {
        var page = await OpenPageAsync();
        await EveryPage.StartAuthKitAsync(page);
        await EveryPage.ChoosePersonAsync(page, "ada@acme.com");
        var ada = Site.WorkOs.People.First(person => person.Email == "ada@acme.com");
        for (var others = 0; others < 3; others++)
        {
            Site.WorkOs.AuthKit.CreateAccessToken(ada);
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "Your sessions" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "This one" })).ToHaveCountAsync(1);
        await Expect(page.Locator("ul.sessions > li")).ToHaveCountAsync(4);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out Unknown device" }).First.ClickAsync();
        await Expect(page.Locator("ul.sessions > li")).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere else" }).ClickAsync();
        await Expect(page.Locator("ul.sessions > li")).ToHaveCountAsync(1);
        Assert.Single(Site.WorkOs.AuthKit.ActiveSessions);
    }

    private static async Task ExpectOrganizationAsync(IPage page, string organization)
    {
        await Expect(page.Locator("#organization")).ToHaveTextAsync(organization);
        await Expect(page.Locator("#api-organization")).ToHaveTextAsync(organization);
    }
}
