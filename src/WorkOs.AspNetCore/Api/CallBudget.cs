using System.Collections.Concurrent;

namespace WorkOs.AspNetCore;

/// <summary>
/// Limits the calls to WorkOS that any request can cause, without a state or a session: a number of calls in any minute, for each name (a scheme,
/// for example), in this process. Use one instance for each kind of call. It stores the times of the calls of the last minute.
/// </summary>
/// <param name="calls">The number of calls in a minute, or in <paramref name="period"/>.</param>
/// <param name="time">The clock.</param>
/// <param name="period">A period other than a minute.</param>
internal sealed class CallBudget(int calls, TimeProvider time, TimeSpan? period = null)
{
    private readonly TimeSpan _period = period ?? TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Queue<long>> _calls = new(StringComparer.Ordinal);

    /// <summary>Whether one more call may go out now; if so, it counts.</summary>
    public bool TryTake(string name)
    {
        var recent = _calls.GetOrAdd(name, static _ => new Queue<long>());
        lock (recent)
        {
            var now = time.GetTimestamp();
            while (recent.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) >= _period)
            {
                recent.Dequeue();
            }

            if (recent.Count >= calls)
            {
                return false;
            }

            recent.Enqueue(now);
            return true;
        }
    }
}
