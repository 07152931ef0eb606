using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SampleSite.Tests.Hosting;
using WorkOs.AspNetCore;
using static Microsoft.Playwright.Assertions;

namespace SampleSite.Tests.Browser;

/// <summary>The page that the package itself shows where an app has none for failures.</summary>
public sealed class FailurePageTests(Chromium chromium) : BrowserTest(chromium, new SampleFactory
{
    ConfigureServices = services => services.PostConfigure<WorkOsOptions>(
        WorkOsDefaults.AuthenticationScheme, options => options.ErrorPath = default),
})
{
    [BrowserTheory]
    [MemberData(nameof(Appearance.All), MemberType = typeof(Appearance))]
    public async Task Axe_finds_no_violation(ColorScheme scheme, int width)
    {
        var page = await OpenPageAsync(Appearance.Of(scheme, width));

        await page.GotoAsync(WorkOsDefaults.CallbackPath);

        await Expect(Heading(page)).ToHaveTextAsync("Sign-in did not work");
        Assert.Empty(await AccessibilityTests.FindViolationsAsync(page, "failure page"));
    }

    [BrowserFact]
    public async Task Its_link_tries_again_and_keeps_the_return_url()
    {
        var page = await OpenPageAsync();
        await page.GotoAsync("/profile?a=b");
        await EnterEmailAsync(page, "ada@acme.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Deny" }).ClickAsync();

        await Expect(page.GetByText("access_denied")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Try again" }).ClickAsync();
        await ContinueAsync(page);

        await Expect(page).ToHaveURLAsync(SiteUrl + "/profile?a=b");
    }
}
