using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SampleSite.Tests.Browser;

/// <summary>A customer of the sample asks for single sign-on, and sets it up in the sandbox's Admin Portal.</summary>
public sealed class SandboxPortalTests(Chromium chromium) : BrowserTest(chromium)
{
    private const int MostStops = 20;

    [BrowserFact]
    public async Task An_administrator_without_a_mouse_sets_up_single_sign_on_and_the_first_person_signs_in()
    {
        var page = await OpenPageAsync();
        var organization = await SandboxPortal.CreateCustomerAsync(Site.WorkOs, "Initech", "initech.example");

        await page.GotoAsync(await SandboxPortal.LinkAsync(Site.WorkOs, organization, "sso"));
        await Expect(Heading(page)).ToHaveTextAsync("Single sign-on for Initech");
        await TabToAsync(page, page.GetByRole(AriaRole.Radio, new() { Name = "Okta" }));
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Heading(page)).ToHaveTextAsync("All done");

        await page.GotoAsync("/profile");
        await EnterEmailAsync(page, "peter@initech.example");
        await Expect(Heading(page)).ToHaveTextAsync("Sign in to Initech");
        await TabToAsync(page, page.GetByLabel("E-mail"));
        await page.Keyboard.TypeAsync("peter@initech.example");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(SiteUrl + "/profile");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("peter@initech.example");
    }

    [BrowserFact]
    public async Task Axe_finds_no_violation_on_the_page_for_the_first_person_of_an_identity_provider()
    {
        var page = await OpenPageAsync();
        var organization = await SandboxPortal.CreateCustomerAsync(Site.WorkOs, "Initech", "initech.example");
        await page.GotoAsync(await SandboxPortal.LinkAsync(Site.WorkOs, organization, "sso"));
        await page.ClickAsync("main form button");

        await page.GotoAsync("/profile");
        await EnterEmailAsync(page, "peter@initech.example");
        await Expect(Heading(page)).ToHaveTextAsync("Sign in to Initech");

        Assert.Empty(await Axe.FindViolationsAsync(page, "first person"));
    }

    private static async Task TabToAsync(IPage page, ILocator target)
    {
        await target.WaitForAsync();
        for (var i = 0; i < MostStops; i++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail("The tab key does not get there.");
    }
}
