using System.ComponentModel;
using System.Diagnostics;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>
/// What tests need on the machine besides the SDK. Where it is missing, the tests are skipped with the reason; in continuous
/// integration (<c>CI=true</c>) they fail with it, so that nobody takes a skipped test for a passed one.
/// </summary>
/// <param name="find">What is missing and how to get it; <see langword="null"/> when everything is there. Asked once.</param>
public sealed class Prerequisite(Func<string?> find)
{
    private readonly Lazy<string?> _missing = new(find);

    /// <summary>What is missing and how to get it; <see langword="null"/> when everything is there.</summary>
    public string? Missing => _missing.Value;

    /// <summary>Why the tests are skipped; <see langword="null"/> when they run.</summary>
    public string? SkipReason => IsContinuousIntegration ? null : Missing;

    private static bool IsContinuousIntegration =>
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a program runs. It is started, because some systems have programs that only say where to get them.</summary>
    public static bool Runs(string program, string argument)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, argument)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
