using Microsoft.Playwright;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace SampleSite.Tests.Browser;

/// <summary>The browser of the machine, started once, when the first test wants it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly Prerequisite Installed =
        new(() => File.Exists(Executable) ? null : $"There is no {Executable} on this machine.");

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string? ReasonToSkip => Installed.SkipReason;

    /// <summary>A window with cookies of its own.</summary>
    public async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions options)
    {
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
        return await _browser.NewContextAsync(options);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }
}
