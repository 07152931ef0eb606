using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SampleSite.SignIn;
using SampleSite.Tests.Hosting;
using WorkOs.AspNetCore.Testing;
using static Microsoft.Playwright.Assertions;

namespace SampleSite.Tests.Browser;

/// <summary>From "our customer has no single sign-on" to a person of that customer who is signed in with it.</summary>
public sealed class CustomerSetupTests(Chromium chromium) : BrowserTest(chromium, new SampleFactory
{
    ConfigureServices = services => services.AddSingleton(provider => provider.GetRequiredService<WorkOsSandbox>().TimeProvider),
})
{
    [BrowserFact]
    public async Task A_customers_administrator_sets_up_single_sign_on_and_its_people_sign_in()
    {
        var johns = await OpenPageAsync();
        await johns.GotoAsync("/profile");
        await EnterEmailAsync(johns, "john@initech.com");
        await Expect(johns.GetByRole(AriaRole.Alert)).ToContainTextAsync(FailureSentences.For("organization_not_found"));

        var page = await OpenPageAsync();
        await EveryPage.StartAuthKitAsync(page);
        await EveryPage.ChoosePersonAsync(page, "frances@initech.com");
        await page.GetByRole(AriaRole.Link, new() { Name = "Company" }).ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("Initech");
        await Expect(page.GetByText("Initech has no single sign-on yet.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Verify your domain" }).ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("Domains of Initech");
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify the domain" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(SiteUrl + "/company");
        await Expect(page.GetByText("Verified", new() { Exact = true })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Set up single sign-on" }).ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("Single sign-on for Initech");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Microsoft Entra ID" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Activate the connection" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(SiteUrl + "/company");
        await Expect(page.GetByText("Single sign-on is on.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Microsoft Entra ID (SAML)")).ToBeVisibleAsync();

        // That no company had the domain is remembered for a minute.
        Site.WorkOs.AdvanceTime(TimeSpan.FromMinutes(2));
        await EnterEmailAsync(johns, "john@initech.com");
        await Expect(Heading(johns)).ToHaveTextAsync("Sign in to Initech");
        await ContinueAsync(johns);
        await Expect(johns).ToHaveURLAsync(SiteUrl + "/profile");
        await Expect(Heading(johns)).ToHaveTextAsync("John Backus");
        await Expect(johns.GetByText("Microsoft Entra ID (SAML)")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_member_who_is_no_administrator_sees_the_state_and_no_button()
    {
        var page = await OpenPageAsync();
        await EveryPage.StartAuthKitAsync(page);
        await EveryPage.ChoosePersonAsync(page, "john@initech.com");

        await page.GotoAsync("/company");

        await Expect(page.GetByText("Only administrators of Initech can change this.")).ToBeVisibleAsync();
        await Expect(page.Locator("main button")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Trouble_at_WorkOS_ends_on_a_page_that_leads_back()
    {
        var page = await OpenPageAsync();
        await EveryPage.StartAuthKitAsync(page);
        await EveryPage.ChoosePersonAsync(page, "frances@initech.com");
        await page.GotoAsync("/company");
        Site.WorkOs.FailNext(WorkOsSandboxEndpoints.AdminPortalLinks, 503);

        await page.GetByRole(AriaRole.Button, new() { Name = "Set up single sign-on" }).ClickAsync();
        await Expect(page.GetByText("admin_portal_unavailable")).ToBeVisibleAsync();
        Assert.Empty(await Axe.FindViolationsAsync(page, "no portal"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Go back" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(SiteUrl + "/company");
    }
}
