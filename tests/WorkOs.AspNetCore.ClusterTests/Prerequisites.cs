namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>
/// The servers that the tests need on the machine. Where one is missing, the tests are skipped with the reason; in continuous integration
/// (<c>CI=true</c>) they fail with it, so that nobody takes a skipped test for a passed one.
/// </summary>
internal static class Prerequisites
{
    private static readonly Lazy<string?> Lazily = new(Find);

    /// <summary>What is missing and how to get it; <see langword="null"/> when everything is there.</summary>
    public static string? Missing => Lazily.Value;

    public static string? SkipReason => IsContinuousIntegration ? null : Missing;

    private static bool IsContinuousIntegration =>
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "The cluster tests stop and kill processes with the signals of Linux.";
        }

        string[] programs = ["haproxy", "redis-server", "initdb", "postgres", "setpriv"];
        return programs.Where(program => Programs.Find(program) is null).ToList() is { Count: > 0 } missing
            ? $"There is no {string.Join(", no ", missing)}: on Debian, run 'apt-get install --no-install-recommends haproxy redis-server postgresql'."
            : null;
    }
}
