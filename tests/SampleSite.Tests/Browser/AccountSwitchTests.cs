using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using WorkOs.AspNetCore;
using static Microsoft.Playwright.Assertions;

namespace SampleSite.Tests.Browser;

/// <summary>Somebody who is signed in follows a link that asks for another account.</summary>
public sealed class AccountSwitchTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Question = "Sign in with another account?";
    private const string Link = "/auth/sign-in?organization_id=org_globex&returnUrl=/profile%3Fa%3Db";

    [BrowserFact]
    public async Task Axe_finds_no_violation()
    {
        var page = await OpenPageAsync();
        await SignInAsync(page, "ada@acme.com");

        await page.GotoAsync(Link);

        await Expect(Heading(page)).ToHaveTextAsync(Question);
        await Expect(page).ToHaveTitleAsync(Question);
        Assert.Empty(await Axe.FindViolationsAsync(page, "the question"));
    }

    [BrowserFact]
    public async Task A_link_on_another_site_is_asked_about_and_staying_changes_nothing()
    {
        var page = await OpenPageAsync();
        await SignInAsync(page, "ada@acme.com");

        await FollowLinkOfAnotherSiteAsync(page);
        await Expect(page.GetByText("You are signed in as Ada Lovelace. Continue with another account?")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Stay signed in" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(SiteUrl + "/profile?a=b");
        await Expect(Heading(page)).ToHaveTextAsync("Ada Lovelace");
    }

    [BrowserFact]
    public async Task Whoever_continues_signs_in_with_the_other_account()
    {
        var page = await OpenPageAsync();
        await SignInAsync(page, "ada@acme.com");
        await FollowLinkOfAnotherSiteAsync(page);

        await ContinueAsync(page);

        await Expect(Heading(page)).ToHaveTextAsync("Sign in to Globex");
        await ContinueAsync(page);
        await Expect(page).ToHaveURLAsync(SiteUrl + "/profile?a=b");
        await Expect(Heading(page)).Not.ToHaveTextAsync("Ada Lovelace");
    }

    // Chromium holds the policy of the page against each redirect that follows its form; WorkOS sends the browser on to
    // identity providers that the page cannot know.
    [BrowserFact]
    public async Task The_answer_follows_WorkOS_to_an_identity_provider_of_another_origin()
    {
        await using var hop = await StartHopAsync(Site.WorkOs.BaseAddress);
        Site.Services.GetRequiredService<IOptionsMonitor<WorkOsOptions>>().Get(WorkOsDefaults.AuthenticationScheme)
            .AuthorizationEndpoint = hop.Urls.First() + "/sso/authorize";
        var page = await OpenPageAsync();
        await SignInAsync(page, "ada@acme.com");
        await page.GotoAsync(Link);

        await ContinueAsync(page);

        await Expect(Heading(page)).ToHaveTextAsync("Sign in to Globex");
    }

    [BrowserFact]
    public async Task A_form_on_another_site_changes_nothing()
    {
        var page = await OpenPageAsync();
        await SignInAsync(page, "ada@acme.com");
        await page.GotoAsync(Link);
        var text = await page.Locator("input[type=hidden]").GetAttributeAsync("value");

        await page.GotoAsync($"data:text/html,<form method=post action='{SiteUrl}{WorkOsDefaults.CallbackPath}'><input name=account_switch value='{text}'><button>Win</button></form>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Win" }).ClickAsync();

        await Expect(page.GetByText("antiforgery_failed")).ToBeVisibleAsync();
        await page.GotoAsync("/profile");
        await Expect(Heading(page)).ToHaveTextAsync("Ada Lovelace");
    }

    private async Task FollowLinkOfAnotherSiteAsync(IPage page)
    {
        await page.GotoAsync($"data:text/html,<a href='{SiteUrl}{Link.Replace("%", "%25", StringComparison.Ordinal)}'>Look at this</a>");
        await page.GetByText("Look at this").ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync(Question);
    }

    private static async Task<WebApplication> StartHopAsync(Uri next)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        var hop = builder.Build();
        hop.Run(context =>
        {
            context.Response.Redirect(next.AbsoluteUri.TrimEnd('/') + context.Request.Path + context.Request.QueryString);
            return Task.CompletedTask;
        });
        await hop.StartAsync();
        return hop;
    }
}
