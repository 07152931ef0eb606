using System.Collections.Concurrent;
using System.Diagnostics;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>Starts processes on one thread that lives as long as the run: Linux takes the end of that thread for the end of the parent.</summary>
internal sealed class ProcessStarter
{
    private readonly BlockingCollection<Action> _starts = [];

    public ProcessStarter() => new Thread(Run) { IsBackground = true, Name = "process starter" }.Start();

    public void Start(Process process)
    {
        var started = new TaskCompletionSource();
        _starts.Add(() =>
        {
            try
            {
                process.Start();
                started.SetResult();
            }
            catch (Exception exception)
            {
                started.SetException(exception);
            }
        });
        started.Task.GetAwaiter().GetResult();
    }

    private void Run()
    {
        foreach (var start in _starts.GetConsumingEnumerable())
        {
            start();
        }
    }
}
