using Microsoft.Playwright;
using Microsoft.Extensions.DependencyInjection;
using SampleSite.Tests.Hosting;
using WorkOs.AspNetCore.Testing;
using static Microsoft.Playwright.Assertions;

namespace SampleSite.Tests.Browser;

/// <summary>Ways through a sign-in that are not straight, with one clock for the site and its sandbox.</summary>
public sealed class RecoveryTests(Chromium chromium) : BrowserTest(chromium, new SampleFactory
{
    ConfigureServices = services => services.AddSingleton(provider => provider.GetRequiredService<WorkOsSandbox>().TimeProvider),
})
{
    [BrowserFact]
    public async Task The_back_button_after_a_sign_in_ends_on_the_return_url()
    {
        var page = await OpenPageAsync();
        await SignInAsync(page, "ada@acme.com");

        await page.GoBackAsync();
        await Expect(Heading(page)).ToHaveTextAsync("Sign in to Acme");
        await ContinueAsync(page);

        await Expect(page).ToHaveURLAsync(SiteUrl + "/profile");
        await Expect(Heading(page)).ToHaveTextAsync("Ada Lovelace");
        Assert.Equal(1, Site.WorkOs.CountOf(WorkOsSandboxEndpoints.SsoToken));
    }

    [BrowserFact]
    public async Task The_back_button_to_the_sign_in_page_ends_on_the_return_url()
    {
        var page = await OpenPageAsync();
        await SignInAsync(page, "ada@acme.com");

        await page.GoBackAsync();
        await page.GoBackAsync();

        await Expect(page).ToHaveURLAsync(SiteUrl + "/profile");
        await Expect(Heading(page)).ToHaveTextAsync("Ada Lovelace");
    }

    [BrowserFact]
    public async Task Sixteen_minutes_at_the_identity_provider_end_signed_in_where_the_person_wanted_to_be()
    {
        var page = await OpenPageAsync();
        await page.GotoAsync("/profile?a=b");
        await EnterEmailAsync(page, "ada@acme.com");

        Site.WorkOs.AdvanceTime(TimeSpan.FromMinutes(16));
        await ContinueAsync(page);
        await Expect(Heading(page)).ToHaveTextAsync("Sign in to Acme");
        await ContinueAsync(page);

        await Expect(page).ToHaveURLAsync(SiteUrl + "/profile?a=b");
        await Expect(Heading(page)).ToHaveTextAsync("Ada Lovelace");
    }

    [BrowserFact]
    public async Task Cookies_deleted_at_the_identity_provider_end_signed_in_all_the_same()
    {
        var page = await OpenPageAsync();
        await page.GotoAsync("/profile?a=b");
        await EnterEmailAsync(page, "ada@acme.com");

        await page.Context.ClearCookiesAsync();
        await ContinueAsync(page);
        await Expect(Heading(page)).ToHaveTextAsync("Sign in to Acme");
        await ContinueAsync(page);

        await Expect(page).ToHaveURLAsync(SiteUrl + "/profile?a=b");
    }

    [BrowserFact]
    public async Task Two_tabs_that_finish_in_reverse_order_both_end_signed_in()
    {
        var window = await OpenWindowAsync();
        var first = await window.NewPageAsync();
        var second = await window.NewPageAsync();
        await first.GotoAsync("/profile?tab=1");
        await EnterEmailAsync(first, "ada@acme.com");
        await second.GotoAsync("/profile?tab=2");
        await EnterEmailAsync(second, "ada@acme.com");

        await ContinueAsync(second);
        await Expect(second).ToHaveURLAsync(SiteUrl + "/profile?tab=2");
        await ContinueAsync(first);

        await Expect(first).ToHaveURLAsync(SiteUrl + "/profile?tab=1");
        await Expect(Heading(first)).ToHaveTextAsync("Ada Lovelace");
        await second.ReloadAsync();
        await Expect(Heading(second)).ToHaveTextAsync("Ada Lovelace");
    }

    [BrowserTheory]
    [InlineData("Callback with a code")]
    [InlineData("Not allowed")]
    [InlineData("Sign-in endpoint")]
    public async Task A_tile_at_the_identity_provider_ends_signed_in_through_a_fresh_state(string mode)
    {
        var page = await OpenPageAsync();
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "list of applications" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Grace Hopper" }).CheckAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = mode }).CheckAsync();
        Assert.Equal(0, Site.WorkOs.CountOf(WorkOsSandboxEndpoints.SsoAuthorize));

        await page.GetByRole(AriaRole.Button, new() { Name = "Open the application" }).ClickAsync();
        if (mode == "Callback with a code")
        {
            // Nothing but the code came along, and that is not looked into: the person says where they belong.
            await EnterEmailAsync(page, "grace@acme.com");
        }

        await Expect(Heading(page)).ToHaveTextAsync("Sign in to Acme");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Grace Hopper" }).CheckAsync();
        await ContinueAsync(page);

        await Expect(page).ToHaveURLAsync(SiteUrl + "/");
        await Expect(Heading(page)).ToHaveTextAsync("Welcome, Grace Hopper");
        var authorize = Assert.Single(Site.WorkOs.Requests, request => request.Path == WorkOsSandboxEndpoints.SsoAuthorize);
        Assert.Contains("state=", authorize.QueryString, StringComparison.Ordinal);
        Assert.Equal(1, Site.WorkOs.CountOf(WorkOsSandboxEndpoints.SsoToken));
    }
}
