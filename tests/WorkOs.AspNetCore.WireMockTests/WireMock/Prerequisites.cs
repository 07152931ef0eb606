using System.ComponentModel;
using System.Diagnostics;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>
/// What WireMock needs on the machine. Where it is missing, the tests are skipped with the reason; in continuous
/// integration (<c>CI=true</c>) they fail with it, so that nobody takes a skipped test for a passed one.
/// </summary>
internal static class Prerequisites
{
    private static readonly Lazy<string?> Lazily = new(Find);

    /// <summary>What is missing and how to get it; <see langword="null"/> when everything is there.</summary>
    public static string? Missing => Lazily.Value;

    public static string? SkipReason => IsContinuousIntegration ? null : Missing;

    private static bool IsContinuousIntegration =>
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    private static string? Find() =>
        TestFolder.WireMockJar is null ? "WireMock is not installed: run 'npm ci --prefix tests/WorkOs.AspNetCore.WireMockTests'."
        : !HasJava() ? "There is no Java on the PATH: WireMock needs a Java 17 runtime."
        : null;

    // Asked to run, because some systems have a 'java' that only says where to get one.
    private static bool HasJava()
    {
        try
        {
            using var java = Process.Start(new ProcessStartInfo("java", "-version") { UseShellExecute = false, RedirectStandardError = true })!;
            java.StandardError.ReadToEnd();
            java.WaitForExit();
            return java.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
