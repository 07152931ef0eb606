namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>How long the app waits for WorkOS where a test is about waiting.</summary>
internal static class Timeouts
{
    /// <summary>Much longer than a good answer takes, and much shorter than those in <c>mappings/slow/*-past.json</c>.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromSeconds(2);
}
