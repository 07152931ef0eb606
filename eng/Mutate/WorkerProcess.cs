using System.Diagnostics;
using System.Globalization;

namespace Mutate;

/// <summary>A process that has the tests and the mutated package loaded.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const string TestAssembly = "WorkOs.AspNetCore.Tests";
    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    public static WorkerProcess Start(string tests, string coverage, string role, int? mutant = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "exec",
                "--runtimeconfig", Path.Combine(tests, $"{TestAssembly}.runtimeconfig.json"),
                "--depsfile", Path.Combine(tests, $"{TestAssembly}.deps.json"),
                Path.Combine(tests, "Mutate.dll"),
                role, TestAssembly, coverage,
            },
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_GCHeapHardLimit"] = "0x60000000", ["DOTNET_gcServer"] = "0" },
        };
        if (mutant is { } active)
        {
            start.ArgumentList.Add(active.ToString(CultureInfo.InvariantCulture));
        }

        return new WorkerProcess(Process.Start(start)!);
    }

    public async Task EndAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is not null)
        {
        }

        await _process.WaitForExitAsync();
    }

    /// <summary>The result of a mutant, or null if the process ended before it wrote one.</summary>
    public async Task<string?> TryAsync(Mutant mutant, string mode, IEnumerable<Mutant> neighbours)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"{Worker.Prefix}{mutant.Id}\t");
        var reached = string.Join(',', neighbours.Select(neighbour => neighbour.Id)) is { Length: > 0 } ids ? ids : Worker.AllTests;
        await _process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{mutant.Id} {mode} {mutant.File} {reached}"));
        await _process.StandardInput.FlushAsync();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(expected, StringComparison.Ordinal))
            {
                return line[expected.Length..];
            }
        }

        return null;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
