namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>
/// Where every call of a program waits. One thread drives: what a permission sets free runs on it, up to the next call. The one exception is
/// the start of a refresh, which the package hands to the thread pool; the driver waits until that has reached its first call.
/// </summary>
internal sealed class OrderGates
{
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(2);

    private readonly object _gate = new();
    private readonly int _driver = Environment.CurrentManagedThreadId;
    private readonly List<OrderCall> _waiting = [];
    private int _entered;
    private int _inside;
    private int _begun;

    /// <summary>How many calls have been permitted.</summary>
    public int Permitted { get; private set; }

    /// <summary>The calls that wait, in a fixed order.</summary>
    public IReadOnlyList<OrderCall> Waiting
    {
        get
        {
            lock (_gate)
            {
                return [.. _waiting.OrderBy(static call => call.Flow.Number).ThenBy(static call => call.Number)];
            }
        }
    }

    /// <summary>Waits for the permission; not at all outside of a program.</summary>
    public Task PassAsync(string text, IReadOnlyList<string> keys, bool writes)
    {
        if (OrderFlow.Current is not { } flow)
        {
            return Task.CompletedTask;
        }

        lock (_gate)
        {
            var call = new OrderCall(flow, ++flow.Calls, text, keys, writes);
            _waiting.Add(call);
            return call.Permission.Task;
        }
    }

    public void Permit(OrderCall call)
    {
        lock (_gate)
        {
            _waiting.Remove(call);
        }

        Permitted++;
        call.Flow.NotePermission();
        call.Permission.SetResult();
    }

    /// <summary>A thread has taken up or left the context of a flow.</summary>
    public void NoteContext(bool wasInside, bool isInside)
    {
        if (wasInside == isInside || Environment.CurrentManagedThreadId == _driver)
        {
            return;
        }

        lock (_gate)
        {
            _entered += isInside ? 1 : 0;
            _inside += isInside ? 1 : -1;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until what was handed to the thread pool meanwhile has begun, and nothing runs there any more.</summary>
    /// <param name="newlyBegun">How many refreshes were handed over since the last time.</param>
    public void Settle(int newlyBegun)
    {
        lock (_gate)
        {
            _begun += newlyBegun;
            while (_entered < _begun || _inside > 0)
            {
                if (!Monitor.Wait(_gate, Stuck))
                {
                    throw new InvalidOperationException($"A refresh does not come to rest: {_entered} of {_begun} have begun, {_inside} run.");
                }
            }
        }
    }
}
