using System.Collections.Concurrent;

namespace WorkOs.AspNetCore;

/// <summary>
/// Bounds the calls to WorkOS that anybody can cause who sends a request, without a state or a session: so many in any
/// minute, for each name (a scheme, say), in this process. Use one for each kind of call. What it remembers
/// are the times of the last calls, for a minute.
/// </summary>
/// <param name="callsPerMinute">How many calls go out in a minute.</param>
/// <param name="time">The clock.</param>
internal sealed class CallBudget(int callsPerMinute, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Queue<long>> _calls = new(StringComparer.Ordinal);

    /// <summary>Whether one more call may go out now; if so, it counts.</summary>
    public bool TryTake(string name)
    {
        var calls = _calls.GetOrAdd(name, static _ => new Queue<long>());
        lock (calls)
        {
            var now = time.GetTimestamp();
            while (calls.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) >= Minute)
            {
                calls.Dequeue();
            }

            if (calls.Count >= callsPerMinute)
            {
                return false;
            }

            calls.Enqueue(now);
            return true;
        }
    }
}
