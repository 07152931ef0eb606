using System.Collections.Concurrent;

namespace WorkOs.AspNetCore;

/// <summary>
/// Bounds how many of the calls to WorkOS that anybody can cause are under way at a time, for each name (a scheme, say), in this
/// process. The others wait for their turn.
/// </summary>
/// <param name="atOnce">How many calls are under way at a time.</param>
/// <param name="time">Measures how long one waits.</param>
internal sealed class CallSlots(int atOnce, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _slots = new(StringComparer.Ordinal);

    /// <summary>Makes the call as soon as there is room for it.</summary>
    /// <param name="name">Whose call it is.</param>
    /// <param name="call">The call.</param>
    /// <param name="maxWait">How long to wait for room.</param>
    /// <exception cref="CallBudgetException">There was no room in time.</exception>
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
