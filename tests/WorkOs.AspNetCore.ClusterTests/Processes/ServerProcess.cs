using System.Collections.Concurrent;
using System.Diagnostics;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>A process of a test. It ends with the test, at the latest with the run, whatever became of them.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int KeptLines = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly ProcessStarter Starter = new();

    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly string _readyText;

    private ServerProcess(ProcessStartInfo start, string readyText)
    {
        _readyText = readyText;
        start.UseShellExecute = false;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = new Process { StartInfo = EndingWithTheRun(start), EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => OnExited();
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        Starter.Start(_process);
        Id = _process.Id;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id { get; }

    /// <summary>Completes when the process has ended.</summary>
    public Task Exited => _exited.Task.WaitAsync(Patience);

    /// <summary>The last lines that the process has written.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts a process, and returns when it has written a text that says that it is ready.</summary>
    /// <exception cref="ServerEndedException">The process ended before.</exception>
    public static async Task<ServerProcess> StartAsync(ProcessStartInfo start, string readyText)
    {
        var server = new ServerProcess(start, readyText);
        try
        {
            await server._ready.Task.WaitAsync(Patience);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The line that said that the process is ready.</summary>
    public Task<string> ReadyLine => _ready.Task;

    /// <summary>Runs a program to its end.</summary>
    public static async Task RunAsync(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed:\n{await output}{await errors}");
        }
    }

    /// <summary>Sends a signal, such as <c>STOP</c>, to the process and its children.</summary>
    public Task SignalAsync(string signal, bool withChildren = false) =>
        RunAsync("/bin/kill", [$"-{signal}", .. (withChildren ? Children().Prepend(Id) : [Id]).Select(id => $"{id}")]);

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    // Also when the run is killed and can end nothing itself.
    private static ProcessStartInfo EndingWithTheRun(ProcessStartInfo start)
    {
        foreach (var (index, argument) in new[] { "--pdeathsig", "KILL", "--", start.FileName }.Index())
        {
            start.ArgumentList.Insert(index, argument);
        }

        start.FileName = Programs.Find("setpriv")!;
        return start;
    }

    // The fourth field of a stat file, after the name in parentheses, is the parent.
    private List<int> Children() =>
        [.. Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0 && ParentOf(id) == Id)];

    private static int ParentOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private void OnExited()
    {
        _exited.TrySetResult();
        _ready.TrySetException(new ServerEndedException($"{_process.StartInfo.FileName} ended before it was ready:\n{Output}"));
    }

    private void OnProcessExit(object? sender, EventArgs arguments) => _process.Kill(entireProcessTree: true);

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (_output.Count > KeptLines)
        {
            _output.TryDequeue(out _);
        }

        if (line.Contains(_readyText, StringComparison.Ordinal))
        {
            _ready.TrySetResult(line);
        }
    }
}
