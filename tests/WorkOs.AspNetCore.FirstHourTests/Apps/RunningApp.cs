using System.Collections.Concurrent;
using System.Diagnostics;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>The process of a new app.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private RunningApp(ProcessStartInfo start)
    {
        _process = new() { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => OnExited();
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where the app listens.</summary>
    public Uri Address => _address.Task.Result;

    /// <summary>What the app has written to the console.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Starts an app, and returns when it listens.</summary>
    /// <exception cref="InvalidOperationException">The app ended; the message has what it wrote.</exception>
    public static async Task<RunningApp> StartAsync(ProcessStartInfo start)
    {
        var app = new RunningApp(start);
        try
        {
            await app._address.Task.WaitAsync(Patience);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>A browser without cookies, at the start page of the app.</summary>
    public Visitor Visit() => new(Address);

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void OnExited()
    {
        // Waits until all output has been read.
        _process.WaitForExit();
        _address.TrySetException(new InvalidOperationException($"The app ended with {_process.ExitCode} before it listened:\n{Output}"));
    }

    private void OnProcessExit(object? sender, EventArgs arguments) => Kill();

    private void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var start)
        {
            _address.TrySetResult(new(line[(start + Listening.Length)..].Trim()));
        }
    }
}
