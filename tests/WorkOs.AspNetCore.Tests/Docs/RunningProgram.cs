using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>A Program.cs that runs as it is written, on a loopback port that the system chose.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly AsyncLocal<TaskCompletionSource<IHost>?> Building = new();

    private readonly IHost _host;
    private readonly Task _program;

    private RunningProgram(IHost host, Task program)
    {
        _host = host;
        _program = program;
    }

    public Uri Address => new(_host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<RunningProgram> StartAsync(Action<string[]> program, params string[] args)
    {
        var built = new TaskCompletionSource<IHost>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(listener =>
        {
            if (listener.Name == "Microsoft.Extensions.Hosting" && Building.Value == built)
            {
                listener.Subscribe(new Observer<KeyValuePair<string, object?>>(message =>
                {
                    if (message is { Key: "HostBuilt", Value: IHost host })
                    {
                        built.TrySetResult(host);
                    }
                }));
            }
        }));
        var running = Task.Factory.StartNew(
            () =>
            {
                Building.Value = built;
                program(["--urls=http://127.0.0.1:0", $"--applicationName={typeof(RunningProgram).Assembly.GetName().Name}", "--Logging:LogLevel:Default=None", .. args]);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        await (await Task.WhenAny(built.Task, running));
        var host = await built.Task;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
        await (await Task.WhenAny(started.Task, running));
        return new RunningProgram(host, running);
    }

    public async ValueTask DisposeAsync()
    {
        _host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await _program;
    }

    private sealed class Observer<T>(Action<T> onNext) : IObserver<T>
    {
        public void OnNext(T value) => onNext(value);

        public void OnError(Exception error)
        {
        }

        public void OnCompleted()
        {
        }
    }
}
