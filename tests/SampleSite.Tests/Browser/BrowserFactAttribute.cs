namespace SampleSite.Tests.Browser;

/// <summary>A test in Chromium: skipped with the reason where there is none, unless this is CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.ReasonToSkip;
}
