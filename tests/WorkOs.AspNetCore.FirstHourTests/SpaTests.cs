using Microsoft.Playwright;
using SampleSite.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>The page about single-page apps, followed to the letter from an empty folder, in a browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SpaTests(Chromium chromium)
{
    private const float Patience = 60_000;

    // Sends what the script of the page sends, without the token.
    private const string PostWithoutToken = """
        async () => (await fetch('/api/greeting', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"words":"Hi"}' })).status
        """;

    [BrowserFact]
    public async Task The_app_of_the_page_builds_at_first_try_signs_in_twice_and_signs_out_by_its_script()
    {
        await using var app = await NewApp.CreateWithPackagesAsync();
        await app.FollowAsync(MarkdownPage.Read(Repository.PathOf("docs/spa.md")).Section("A new app"));
        await app.BuildAsync();
        var site = await app.StartAsync();
        SetDefaultExpectTimeout(Patience);
        var window = await chromium.OpenAsync(new() { BaseURL = site.Address.AbsoluteUri });
        var page = await window.NewPageAsync();
        var errors = WatchErrors(page);

        await page.GotoAsync("/?tab=1");
        await ExpectStatusAsync(page, "You are not signed in.");
        Assert.Empty(await Axe.FindViolationsAsync(page, "signed out"));
        Assert.Equal(401, await page.EvaluateAsync<int>(PostWithoutToken));

        await SignInAsync(page);
        await Expect(page).ToHaveURLAsync(new Uri(site.Address, "/?tab=1").AbsoluteUri);
        Assert.Equal(400, await page.EvaluateAsync<int>(PostWithoutToken));
        await page.GetByLabel("Greeting").FillAsync("Good evening");
        await page.GetByRole(AriaRole.Button, new() { Name = "Greet me" }).ClickAsync();
        await Expect(page.Locator("#greeting")).ToHaveTextAsync("Good evening, Ada Lovelace.");
        Assert.Empty(await Axe.FindViolationsAsync(page, "signed in"));

        await SignOutAsync(page, site);
        await page.GoBackAsync();
        await ExpectStatusAsync(page, "You are not signed in.");
        await SignInAsync(page);
        await SignOutAsync(page, site);
        Assert.Empty(errors);
    }

    private static List<string> WatchErrors(IPage page)
    {
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                errors.Add(message.Text);
            }
        };
        return errors;
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByText("ada@acme.com").First.ClickAsync();
        await page.ClickAsync("button[value=continue]");
        await ExpectStatusAsync(page, "Signed in as Ada Lovelace (ada@acme.com).");
    }

    private static async Task SignOutAsync(IPage page, RunningApp site)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await ExpectStatusAsync(page, "You are not signed in.");
        await Expect(page).ToHaveURLAsync(site.Address.AbsoluteUri);
    }

    private static Task ExpectStatusAsync(IPage page, string text) => Expect(page.Locator("#status")).ToHaveTextAsync(text);
}
