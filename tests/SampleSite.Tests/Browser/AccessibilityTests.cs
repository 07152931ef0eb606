using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SampleSite.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace SampleSite.Tests.Browser;

/// <summary>A site with a second way in, so that no page lacks anything it can have.</summary>
public sealed class AccessibilityTests(Chromium chromium) : BrowserTest(chromium, new SampleFactory
{
    ConfigureServices = services => services.AddAuthentication().AddWorkOs("Partners", "Partner portal", options =>
    {
        options.ClientId = "client_partners";
        options.ApiKey = "sk_test_partners";
        options.Organization = "org_partners";
        options.CallbackPath = "/signin-partners";
    }),
})
{
    private const int NarrowestPhone = 320;
    private const int MostStops = 60;

    [BrowserFact]
    public async Task Axe_finds_no_violation_on_any_page()
    {
        var page = await OpenPageAsync();
        var violations = new List<string>();

        await foreach (var name in EveryPage.VisitAsync(page, Site.WorkOs))
        {
            violations.AddRange(await Axe.FindViolationsAsync(page, name));
        }

        Assert.Empty(violations);
    }

    [BrowserFact]
    public async Task No_page_scrolls_sideways_on_the_narrowest_phone()
    {
        var page = await OpenPageAsync(new Appearance(ColorScheme.Light, NarrowestPhone).Options);
        var tooWide = new List<string>();

        await foreach (var name in EveryPage.VisitAsync(page, Site.WorkOs))
        {
            var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            if (width > NarrowestPhone)
            {
                tooWide.Add($"{name}: {width}");
            }
        }

        Assert.Empty(tooWide);
    }

    [BrowserFact]
    public async Task Every_stop_of_the_tab_key_can_be_seen()
    {
        var page = await OpenPageAsync();
        var unseen = new List<string>();

        await foreach (var name in EveryPage.VisitAsync(page, Site.WorkOs))
        {
            foreach (var appearance in Appearance.All)
            {
                await appearance.ApplyAsync(page);
                unseen.AddRange((await FindUnseenStopsAsync(page)).Select(stop => $"{name} ({appearance}): {stop}"));
            }
        }

        Assert.Empty(unseen);
    }

    [BrowserFact]
    public async Task A_person_without_a_mouse_signs_in_and_out()
    {
        var page = await OpenPageAsync();
        await page.GotoAsync("/");

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("Skip to the content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await TabToAsync(page, page.GetByLabel("Work e-mail"));
        await page.Keyboard.TypeAsync("alan@acme.com");
        await page.Keyboard.PressAsync("Enter");

        await Expect(Heading(page)).ToHaveTextAsync("Sign in to Acme");
        await TabToAsync(page, page.GetByRole(AriaRole.Radio, new() { Name = "Alan Turing" }));
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Expect(Heading(page)).ToHaveTextAsync("Grace Hopper");
        await TabToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(Heading(page)).ToHaveTextAsync("You are signed out");
    }

    [BrowserFact]
    public async Task The_page_is_as_dark_as_its_visitor_likes_it()
    {
        const string Background = "() => getComputedStyle(document.body).backgroundColor";
        var light = await OpenPageAsync(new Appearance(ColorScheme.Light, 1280).Options);
        var dark = await OpenPageAsync(new Appearance(ColorScheme.Dark, 1280).Options);
        await light.GotoAsync("/");
        await dark.GotoAsync("/");

        Assert.Equal("rgb(246, 247, 249)", await light.EvaluateAsync<string>(Background));
        Assert.Equal("rgb(15, 19, 24)", await dark.EvaluateAsync<string>(Background));
    }

    private static async Task<IReadOnlyList<string>> FindUnseenStopsAsync(IPage page)
    {
        const string Stop = """
            () => {
              const stop = document.activeElement;
              if (!stop || stop === document.body) return ['', ''];
              const style = getComputedStyle(stop), box = stop.getBoundingClientRect();
              const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                && box.width > 0 && box.bottom > 0 && box.top < innerHeight;
              return [stop.outerHTML.slice(0, 80), seen ? '' : 'unseen'];
            }
            """;
        await page.EvaluateAsync("() => document.activeElement.blur()");
        var unseen = new List<string>();
        for (var i = 0; i < MostStops; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var stop = await page.EvaluateAsync<string[]>(Stop);
            if (stop[0].Length == 0)
            {
                return unseen;
            }

            if (stop[1].Length > 0)
            {
                unseen.Add(stop[0]);
            }
        }

        return [.. unseen, "The tab key never gets out of the page."];
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
