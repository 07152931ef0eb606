using System.ComponentModel;
using System.Diagnostics;

namespace WorkOs.AspNetCore.OidcProviderTests;

/// <summary>
/// What the provider needs on the machine. Where it is missing, the tests are skipped with the reason; in continuous integration
/// (<c>CI=true</c>) they fail with it, so that nobody takes a skipped test for a passed one.
/// </summary>
internal static class Prerequisites
{
    private const string ProjectFile = "WorkOs.AspNetCore.OidcProviderTests.csproj";

    private static readonly Lazy<string?> Lazily = new(Find);

    /// <summary>The folder of this project, in which npm puts the provider.</summary>
    public static string Folder { get; } = FindFolder();

    /// <summary>What is missing and how to get it; <see langword="null"/> when everything is there.</summary>
    public static string? Missing => Lazily.Value;

    public static string? SkipReason =>
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase) ? null : Missing;

    private static string? Find() =>
        !Directory.Exists(Path.Combine(Folder, "node_modules", "oidc-provider"))
            ? "oidc-provider is not installed: run 'npm ci --prefix tests/WorkOs.AspNetCore.OidcProviderTests'."
            : !HasNode() ? "There is no node on the PATH: oidc-provider needs Node.js 20 or later." : null;

    private static bool HasNode()
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { UseShellExecute = false, RedirectStandardOutput = true })!;
            node.StandardOutput.ReadToEnd();
            node.WaitForExit();
            return node.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, ProjectFile)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above the tests has {ProjectFile}: run them from the build's own output folder.");
    }
}
