using Microsoft.Playwright;
using SampleSite.Tests.Blazor;
using SampleSite.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>Somebody with Chromium in front of the app of a template, who looks at each page in every appearance.</summary>
internal sealed class TemplateWalk
{
    private const int MaxAttempts = 6;

    private readonly RunningApp _app;
    private readonly IPage _page;
    private readonly List<string> _violations = [];
    private readonly List<string> _errors = [];

    private TemplateWalk(RunningApp app, IPage page)
    {
        _app = app;
        _page = page;
        page.PageError += (_, error) => _errors.Add(error);
    }

    /// <summary>What axe has found, and what is too wide for a phone.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <summary>Exceptions in pages.</summary>
    public IReadOnlyList<string> Errors => _errors;

    private bool IsInApp => new Uri(_page.Url).Authority == _app.Address.Authority;

    public static async Task<TemplateWalk> StartAsync(Chromium chromium, RunningApp app)
    {
        var window = await chromium.OpenAsync(new BrowserNewContextOptions { BaseURL = app.Address.AbsoluteUri });
        // The apps were built without it, because it is in a package that not every registry serves.
        await window.RouteAsync("**/_framework/blazor.web.js", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/javascript",
            BodyBytes = BlazorScript.Bytes.ToArray(),
        }));
        var walk = new TemplateWalk(app, await window.NewPageAsync());
        await walk.SeeAsync("/", status: 200);
        return walk;
    }

    /// <summary>Opens a page.</summary>
    public async Task SeeAsync(string path, int status)
    {
        var response = await _page.GotoAsync(path);
        Assert.Equal(status, response!.Status);
        await CheckAsync(path);
    }

    /// <summary>Opens the page of the account, and signs in.</summary>
    public async Task SignInAsync(string email)
    {
        await _page.GotoAsync("/account");
        if (IsInApp)
        {
            await CheckAsync("sign-in");
            await _page.GetByLabel("Work e-mail").FillAsync(email);
            await _page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button).ClickAsync();
        }

        await _page.GetByText(email).First.ClickAsync();
        await _page.ClickAsync("button[value=continue]");
        await Expect(_page).ToHaveURLAsync(new Uri(_app.Address, "/account").AbsoluteUri);
        await Expect(_page.GetByRole(AriaRole.Main)).ToContainTextAsync(email);
        await CheckAsync("account");
    }

    /// <summary>Presses a button of the page at hand, which then shows a text without another page.</summary>
    public async Task PressAsync(string button, string text)
    {
        // A button that was rendered on the server does nothing before the circuit is connected.
        for (var attempt = 1; ; attempt++)
        {
            await _page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            try
            {
                await Expect(_page.GetByRole(AriaRole.Status)).ToContainTextAsync(text);
                return;
            }
            catch (PlaywrightException) when (attempt < MaxAttempts)
            {
                continue;
            }
        }
    }

    /// <summary>Signs out, and finds the page of the account closed.</summary>
    public async Task SignOutAsync()
    {
        await _page.GotoAsync("/");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await _page.GotoAsync("/account");
        await Expect(_page).Not.ToHaveURLAsync(new Uri(_app.Address, "/account").AbsoluteUri);
    }

    /// <summary>Closes the browser.</summary>
    public Task EndAsync() => _page.Context.CloseAsync();

    private async Task CheckAsync(string name) => _violations.AddRange(await Axe.FindViolationsAsync(_page, name));
}
