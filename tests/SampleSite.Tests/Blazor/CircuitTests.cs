using Microsoft.Playwright;
using SampleSite.Tests.Browser;
using WorkOs.AspNetCore.Testing;
using static Microsoft.Playwright.Assertions;

namespace SampleSite.Tests.Blazor;

/// <summary>Interactive components in a browser, and what becomes of their user.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CircuitTests(Chromium chromium) : IAsyncLifetime
{
    private IBrowserContext? _window;

    private BlazorSite Site { get; set; } = null!;

    public async Task InitializeAsync()
    {
        if (Chromium.ReasonToSkip is null)
        {
            Site = await BlazorSite.StartAsync();
            _window = await chromium.OpenAsync(new BrowserNewContextOptions { BaseURL = Site.Url });
        }
    }

    public async Task DisposeAsync()
    {
        if (_window is not null)
        {
            await _window.CloseAsync();
            await Site.DisposeAsync();
        }
    }

    [BrowserFact]
    public async Task A_webhook_signs_a_component_out_without_a_reload()
    {
        var page = await SignInAsync();

        Assert.Equal(200, await Site.WorkOs.AuthKit.RevokeSessionAsync(Site.WorkOs.AuthKit.ActiveSessions[0]));

        await Expect(page.Locator("#user")).ToHaveTextAsync("nobody");
        await Expect(page.Locator("#organization")).ToHaveTextAsync("none");
    }

    [BrowserFact]
    public async Task A_component_gets_a_new_token_after_the_old_one_has_expired()
    {
        var page = await SignInAsync();
        await AskForTokenAsync(page);
        var first = await page.Locator("#token").TextContentAsync();

        Site.WorkOs.AdvanceTime(TimeSpan.FromMinutes(6));
        await AskForTokenAsync(page);

        await Expect(page.Locator("#token")).Not.ToHaveTextAsync(first!);
        await Expect(page.Locator("#token")).ToContainTextAsync("expires at");
    }

    [BrowserFact]
    public async Task Components_of_every_tab_follow_to_another_organization_and_out()
    {
        var page = await SignInAsync();
        var other = await OpenAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Switch to Globex" }).ClickAsync();
        await Expect(page.Locator("#organization")).ToHaveTextAsync("org_globex");
        await Expect(other.Locator("#organization")).ToHaveTextAsync("org_globex");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(other.Locator("#user")).ToHaveTextAsync("nobody");
    }

    [BrowserTheory]
    [InlineData(AriaRole.Link, "A closed page")]
    [InlineData(AriaRole.Button, "Post there")]
    public async Task An_enhanced_navigation_that_needs_a_user_ends_at_WorkOS(AriaRole role, string name)
    {
        var page = await OpenAsync();

        await page.GetByRole(role, new() { Name = name }).ClickAsync();

        await page.WaitForURLAsync(url => url.StartsWith(Site.WorkOs.BaseAddress.AbsoluteUri, StringComparison.Ordinal));
        Assert.Equal(1, Site.WorkOs.CountOf(WorkOsSandboxEndpoints.AuthKitAuthorize));
    }

    private async Task<IPage> SignInAsync()
    {
        var page = await _window!.NewPageAsync();
        await page.GotoAsync("/auth/sign-in");
        await EveryPage.ChoosePersonAsync(page, "margaret@acme.com");
        await ExpectInteractiveAsync(page);
        await Expect(page.Locator("#user")).ToHaveTextAsync("margaret@acme.com");
        return page;
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await _window!.NewPageAsync();
        await page.GotoAsync("/");
        await ExpectInteractiveAsync(page);
        return page;
    }

    private static Task ExpectInteractiveAsync(IPage page) => Expect(page.Locator("#mode")).ToHaveTextAsync("interactive");

    private static Task AskForTokenAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Ask for the token" }).ClickAsync();
}
