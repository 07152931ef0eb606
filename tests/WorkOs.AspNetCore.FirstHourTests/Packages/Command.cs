using System.Diagnostics;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>Runs a program as a developer does in a shell: not as a part of the build or the test run that the tests themselves are in.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly string[] Inherited = ["MSBUILD", "VSTEST", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "WORKOS_", "COVERLET", "CORECLR_", "CI", "TF_BUILD", "GITHUB_ACTIONS"];

    /// <summary>How to start a program in a folder.</summary>
    public static ProcessStartInfo Start(string folder, Dictionary<string, string> environment, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => Inherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToList())
        {
            start.Environment.Remove(name);
        }

        // A node or a server of MSBuild would outlive the command, and keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it has written.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message has what it wrote.</exception>
    public static async Task<string> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        try
        {
            var outputs = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()).WaitAsync(Patience);
            await process.WaitForExitAsync().WaitAsync(Patience);
            var output = string.Concat(outputs);
            return process.ExitCode == 0
                ? output
                : throw new InvalidOperationException($"'{start.FileName} {string.Join(' ', start.ArgumentList)}' failed with {process.ExitCode}:\n{output}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
