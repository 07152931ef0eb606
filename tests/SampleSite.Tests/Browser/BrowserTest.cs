using Microsoft.Playwright;
using SampleSite.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace SampleSite.Tests.Browser;

/// <summary>The site on a loopback port, and a person in front of a browser.</summary>
[Collection(BrowserCollection.Name)]
public abstract class BrowserTest : SiteTest
{
    private readonly Chromium _chromium;
    private readonly List<IBrowserContext> _windows = [];

    private protected BrowserTest(Chromium chromium)
        : this(chromium, new SampleFactory())
    {
    }

    private protected BrowserTest(Chromium chromium, SampleFactory site)
        : base(site) => _chromium = chromium;

    private protected string SiteUrl { get; private set; } = "";

    public override Task InitializeAsync()
    {
        SiteUrl = Site.Listen().GetLeftPart(UriPartial.Authority);
        return Task.CompletedTask;
    }

    public override async Task DisposeAsync()
    {
        foreach (var window in _windows)
        {
            await window.CloseAsync();
        }

        await base.DisposeAsync();
    }

    private protected async Task<IBrowserContext> OpenWindowAsync(BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = SiteUrl;
        var window = await _chromium.OpenAsync(options);
        _windows.Add(window);
        return window;
    }

    private protected async Task<IPage> OpenPageAsync(BrowserNewContextOptions? options = null) =>
        await (await OpenWindowAsync(options)).NewPageAsync();

    /// <summary>Types an address on the sign-in page at hand, and waits for the identity provider's.</summary>
    private protected static async Task EnterEmailAsync(IPage page, string email)
    {
        await page.GetByLabel("Work e-mail").FillAsync(email);
        await ContinueAsync(page);
    }

    /// <summary>The button that both the sign-in page and the identity provider's page have.</summary>
    private protected static Task ContinueAsync(IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync();

    private protected async Task SignInAsync(IPage page, string email)
    {
        await page.GotoAsync("/profile");
        await EnterEmailAsync(page, email);
        await ContinueAsync(page);
        await Expect(page).ToHaveURLAsync(SiteUrl + "/profile");
    }

    private protected static ILocator Heading(IPage page) => page.GetByRole(AriaRole.Heading, new() { Level = 1 });
}
