using Microsoft.Playwright;
using SampleSite.SignIn;
using WorkOs.AspNetCore.Testing;
using static Microsoft.Playwright.Assertions;

namespace SampleSite.Tests.Browser;

public sealed class SignInTests(Chromium chromium) : BrowserTest(chromium)
{
    [BrowserFact]
    public async Task A_person_signs_in_with_an_address_sees_their_claims_and_signs_out()
    {
        var page = await OpenPageAsync();
        await page.GotoAsync("/profile");
        await Expect(page).ToHaveURLAsync(SiteUrl + "/sign-in?ReturnUrl=%2Fprofile");

        await EnterEmailAsync(page, "grace@acme.com");
        await Expect(Heading(page)).ToHaveTextAsync("Sign in to Acme");
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Grace Hopper" })).ToBeCheckedAsync();
        await ContinueAsync(page);

        await Expect(page).ToHaveURLAsync(SiteUrl + "/profile");
        await Expect(Heading(page)).ToHaveTextAsync("Grace Hopper");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "E-mail" })).ToContainTextAsync("grace@acme.com");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "org_id" })).ToContainTextAsync("org_acme");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("You are signed out");
        await page.GotoAsync("/profile");
        await Expect(Heading(page)).ToHaveTextAsync("Sign in");
    }

    [BrowserFact]
    public async Task Signing_out_of_OpenID_Connect_goes_through_the_identity_provider()
    {
        var page = await OpenPageAsync();
        await SignInAsync(page, "katherine@globex.com");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await page.WaitForURLAsync(Site.WorkOs.BaseAddress.AbsoluteUri.TrimEnd('/') + WorkOsSandboxEndpoints.SsoLogout + "?*");
        await page.GetByRole(AriaRole.Link, new() { Name = "Return to the application" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(SiteUrl + "/");
        await page.GotoAsync("/profile");
        await Expect(Heading(page)).ToHaveTextAsync("Sign in");
    }

    [BrowserFact]
    public async Task All_of_it_works_without_scripts()
    {
        var page = await OpenPageAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });

        await SignInAsync(page, "ada@acme.com");

        await Expect(Heading(page)).ToHaveTextAsync("Ada Lovelace");
    }

    [BrowserFact]
    public async Task The_pages_load_nothing_from_elsewhere_and_report_nothing()
    {
        var page = await OpenPageAsync();
        var requests = new List<string>();
        var messages = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);
        page.Console += (_, message) => messages.Add(message.Text);
        page.PageError += (_, error) => messages.Add(error);

        await page.GotoAsync("/");
        await SignInAsync(page, "ada@acme.com");

        Assert.Contains(SiteUrl + "/profile", requests);
        Assert.All(requests, url => Assert.True(
            url.StartsWith(SiteUrl, StringComparison.Ordinal)
            || url.StartsWith(Site.WorkOs.BaseAddress.AbsoluteUri, StringComparison.Ordinal)
            || url.StartsWith("data:", StringComparison.Ordinal), url));
        Assert.Empty(messages);
    }

    [BrowserFact]
    public async Task A_person_who_declines_reads_why_nothing_happened_and_can_try_again()
    {
        var page = await OpenPageAsync();
        await page.GotoAsync("/profile?a=b");
        await EnterEmailAsync(page, "ada@acme.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Deny" }).ClickAsync();

        var notice = page.GetByRole(AriaRole.Alert);
        await Expect(page).ToHaveURLAsync(SiteUrl + "/sign-in?error=access_denied&ReturnUrl=%2Fprofile%3Fa%3Db");
        await Expect(notice).ToContainTextAsync(FailureSentences.For("access_denied"));
        await Expect(notice).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Work e-mail")).ToHaveValueAsync("ada@acme.com");

        await ContinueAsync(page);
        await ContinueAsync(page);
        await Expect(page).ToHaveURLAsync(SiteUrl + "/profile?a=b");
    }

    [BrowserFact]
    public async Task A_mistake_in_the_address_is_where_the_cursor_is()
    {
        var page = await OpenPageAsync();
        await page.GotoAsync("/sign-in");

        await EnterEmailAsync(page, "ada@acme");

        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(EmailProblem.Find("ada@acme")!);
        await Expect(page.GetByLabel("Work e-mail")).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Work e-mail")).ToHaveValueAsync("ada@acme");
        await Expect(page.GetByLabel("Work e-mail")).ToHaveAccessibleDescriptionAsync(
            EmailProblem.Find("ada@acme")! + " We send you to your company’s sign-in page.");
    }

    [BrowserTheory]
    [InlineData(WorkOsSandboxEndpoints.SsoToken, "token_exchange_unavailable")]
    [InlineData(WorkOsSandboxEndpoints.Organizations, "organization_lookup_failed")]
    public async Task Trouble_at_WorkOS_ends_on_the_sign_in_page_and_passes(string path, string code)
    {
        var page = await OpenPageAsync();
        Site.WorkOs.FailNext(path, 503);
        await page.GotoAsync("/profile");
        await EnterEmailAsync(page, "ada@acme.com");
        if (path == WorkOsSandboxEndpoints.SsoToken)
        {
            await ContinueAsync(page);
        }

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(FailureSentences.For(code));
        await ContinueAsync(page);
        await ContinueAsync(page);
        await Expect(page).ToHaveURLAsync(SiteUrl + "/profile");
    }
}
