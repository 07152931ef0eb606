using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SampleSite.Tests.Hosting;
using WorkOs.AspNetCore;
using static Microsoft.Playwright.Assertions;

namespace SampleSite.Tests.Browser;

/// <summary>The page that the package itself shows where an app has none for failures.</summary>
public sealed class FailurePageTests(Chromium chromium) : BrowserTest(chromium, new SampleFactory
{
    ConfigureServices = services => services
        .PostConfigure<WorkOsOptions>(WorkOsDefaults.AuthenticationScheme, options => options.ErrorPath = default)
        .AddSingleton<IStartupFilter, Vault>(),
})
{
    [BrowserTheory]
    [InlineData(WorkOsDefaults.CallbackPath, "Sign-in did not work")]
    [InlineData("/auth/sign-out", "That did not work")]
    [InlineData("/vault", "You may not open this page")]
    public async Task Axe_finds_no_violation(string path, string heading)
    {
        var page = await OpenPageAsync();
        await SignInAsync(page, "ada@acme.com");

        await page.GotoAsync(path);

        await Expect(Heading(page)).ToHaveTextAsync(heading);
        await Expect(page).ToHaveTitleAsync(heading);
        Assert.Empty(await Axe.FindViolationsAsync(page, path));
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

    /// <summary>A page that nobody may open.</summary>
    private sealed class Vault : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Map("/vault", vault => vault.Run(context => context.ForbidAsync()));
        };
    }
}
