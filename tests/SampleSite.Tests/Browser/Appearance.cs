using Microsoft.Playwright;

namespace SampleSite.Tests.Browser;

/// <summary>What a visitor has on the desk or in the hand.</summary>
internal sealed record Appearance(ColorScheme Scheme, int Width)
{
    private const int Height = 760;

    public static IReadOnlyList<Appearance> All { get; } =
    [
        new(ColorScheme.Light, 1280), new(ColorScheme.Dark, 1280), new(ColorScheme.Light, 375), new(ColorScheme.Dark, 375),
    ];

    /// <summary>The options of a window that looks like this from its first page.</summary>
    public BrowserNewContextOptions Options => new()
    {
        ColorScheme = Scheme,
        ViewportSize = new ViewportSize { Width = Width, Height = Height },
        HasTouch = Width < 640,
    };

    /// <summary>Changes a page that is open: style sheets follow at once, and no page has a script that would have to.</summary>
    public async Task ApplyAsync(IPage page)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = Scheme });
        await page.SetViewportSizeAsync(Width, Height);
    }

    public override string ToString() => $"{Scheme}, {Width} pixels";
}
