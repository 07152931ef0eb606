using System.Collections.Concurrent;

namespace WorkOs.AspNetCore;

/// <summary>
/// Limits the concurrent calls to WorkOS that any request can cause, for each name (a scheme, for example), in this process. Further calls wait.
/// </summary>
/// <param name="atOnce">The number of concurrent calls.</param>
/// <param name="time">Measures the time that a call waits.</param>
internal sealed class CallSlots(int atOnce, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _slots = new(StringComparer.Ordinal);

    /// <summary>Makes the call as soon as a slot is free.</summary>
    /// <param name="name">The name that the limit applies to.</param>
    /// <param name="call">The call.</param>
    /// <param name="maxWait">How long to wait for a slot.</param>
    /// <exception cref="CallBudgetException">No slot was free in time.</exception>
    public async Task<T> RunAsync<T>(string name, Func<Task<T>> call, TimeSpan maxWait)
    {
        var slots = _slots.GetOrAdd(name, _ => new SemaphoreSlim(atOnce, atOnce));
        using var deadline = new CancellationTokenSource(maxWait, time);
        try
        {
            await slots.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new CallBudgetException();
        }

        try
        {
            return await call();
        }
        finally
        {
            slots.Release();
        }
    }
}
