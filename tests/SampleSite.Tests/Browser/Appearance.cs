using Microsoft.Playwright;

namespace SampleSite.Tests.Browser;

/// <summary>What a visitor has on the desk or in the hand.</summary>
internal static class Appearance
{
    public static TheoryData<ColorScheme, int> All => new()
    {
        { ColorScheme.Light, 1280 },
        { ColorScheme.Dark, 1280 },
        { ColorScheme.Light, 375 },
        { ColorScheme.Dark, 375 },
    };

    public static BrowserNewContextOptions Of(ColorScheme scheme, int width) => new()
    {
        ColorScheme = scheme,
        ViewportSize = new ViewportSize { Width = width, Height = 760 },
        HasTouch = width < 640,
    };
}
