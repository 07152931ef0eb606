using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>A line that the site logged: its text with everything that hangs on it.</summary>
internal sealed record CapturedLog(string Category, LogLevel Level, string? EventName, string Text)
{
    public bool IsOfPackage => Category.StartsWith("WorkOs.AspNetCore.", StringComparison.Ordinal);
}
