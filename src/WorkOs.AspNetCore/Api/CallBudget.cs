using System.Collections.Concurrent;

namespace WorkOs.AspNetCore;

/// <summary>
/// Bounds the calls to WorkOS that anybody can cause who sends a request, without a state or a session: so many in any
/// minute, for each name (a scheme, say), in this process. Use one for each kind of call. What it remembers
/// are the times of the last calls, for a minute.
/// </summary>
/// <param name="calls">How many calls go out in a minute, or in <paramref name="period"/>.</param>
/// <param name="time">The clock.</param>
/// <param name="period">Another period than a minute.</param>
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
