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
        await ExpectOrganizationAsync(page, "Acme");

        var exchanges = Site.WorkOs.CountOf(WorkOsSandboxEndpoints.AuthKitAuthenticate);
        Site.WorkOs.AdvanceTime(TimeSpan.FromMinutes(30));
        await page.ReloadAsync();
        await ExpectOrganizationAsync(page, "Acme");
        Assert.Equal(exchanges + 1, Site.WorkOs.CountOf(WorkOsSandboxEndpoints.AuthKitAuthenticate));

        await page.GetByRole(AriaRole.Button, new() { Name = "Globex" }).ClickAsync();
        await ExpectOrganizationAsync(page, "Globex");

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
        await EveryPage.ChoosePersonAsync(page, "margaret@acme.com");
        await page.ClickAsync("button[value=org_acme]");

        await EveryPage.SwitchToNowhereAsync(page);

        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("You could not be moved to that organization.");
        await ExpectOrganizationAsync(page, "Acme");
    }

    [BrowserFact]
    public async Task A_person_of_one_organization_reads_its_name_and_has_nothing_to_switch()
    {
        var page = await OpenPageAsync();
        await EveryPage.StartAuthKitAsync(page);
        await EveryPage.ChoosePersonAsync(page, "ada@acme.com");

        await Expect(page.Locator("#one-organization")).ToHaveTextAsync("Acme is the only one that you belong to.");
        await Expect(page.Locator("main input:not([type=hidden]), main form button")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Whoever_is_signed_in_otherwise_reads_before_and_after_that_AuthKit_replaces_it()
    {
        var page = await OpenPageAsync();
        await SignInAsync(page, "grace@acme.com");

        await page.GotoAsync("/authkit");
        await Expect(page.Locator("#will-replace")).ToContainTextAsync("You are signed in as Grace Hopper, with single sign-on.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Replace it and continue with AuthKit" }).ClickAsync();
        await EveryPage.ChoosePersonAsync(page, "ada@acme.com");

        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("This session replaced the one you had: Grace Hopper, with single sign-on.");
        await page.ReloadAsync();
        await Expect(page.Locator("#replaced")).ToHaveCountAsync(0);
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
        await Expect(page.Locator("#organization")).ToHaveTextAsync("Acme");
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
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "This browser" })).ToHaveCountAsync(1);
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
