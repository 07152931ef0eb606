using System.Collections.Concurrent;

namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>Users whose replies wait until a test lets them go.</summary>
internal sealed class HeldReplies
{
    private readonly ConcurrentDictionary<string, Gate> _gates = new();

    public void Hold(string user) => _gates.TryAdd(user, new Gate());

    /// <summary>Returns once a reply to the user waits.</summary>
    public Task WaitForReplyAsync(string user, CancellationToken cancellationToken) =>
        _gates.TryGetValue(user, out var gate) ? gate.Arrived.Task.WaitAsync(cancellationToken) : Task.CompletedTask;

    public void Release(string user)
    {
        if (_gates.TryRemove(user, out var gate))
        {
            gate.Open.TrySetResult();
        }
    }

    /// <summary>Returns when the reply to the user may go.</summary>
    public Task PassAsync(string user, CancellationToken cancellationToken)
    {
        if (!_gates.TryGetValue(user, out var gate))
        {
            return Task.CompletedTask;
        }

        gate.Arrived.TrySetResult();
        return gate.Open.Task.WaitAsync(cancellationToken);
    }

    private sealed class Gate
    {
        public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
