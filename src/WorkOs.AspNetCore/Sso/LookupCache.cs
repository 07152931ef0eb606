namespace WorkOs.AspNetCore;

/// <summary>
/// Caches answers of WorkOS. Concurrent requests for the same key share one call, and the oldest cache entries are removed when there are too many.
/// An entry is bound to the scheme and to the subject of the lookup, and expires after the time that <paramref name="lifetimeOf"/> returns. A call
/// that fails is not cached.
/// </summary>
/// <param name="time">Measures the age of cache entries, by its timestamps.</param>
/// <param name="lifetimeOf">Returns how long an answer is cached.</param>
internal sealed class LookupCache<TAnswer>(TimeProvider time, Func<TAnswer, TimeSpan> lifetimeOf)
{
    private const int Capacity = 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Scheme, string Subject), LinkedListNode<Lookup>> _lookups = [];
    private readonly LinkedList<Lookup> _byAge = new();

    /// <summary>The cached answer, the answer of a call in progress, or the answer of a new call.</summary>
    /// <param name="key">The scheme, and the subject of the lookup.</param>
    /// <param name="start">
    /// Starts the call and returns immediately, because other requests wait meanwhile. An exception that it throws itself, rather than its task, is
    /// thrown to the caller, and no cache entry is removed.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait of this caller, not the call.</param>
    public Task<TAnswer> GetAsync((string Scheme, string Subject) key, Func<Task<TAnswer>> start, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_lookups.TryGetValue(key, out var known) && IsFresh(known.Value))
            {
                return known.Value.Answer.WaitAsync(cancellationToken);
            }

            var lookup = new Lookup(key, start(), time.GetTimestamp());
            Forget(known);
            while (_lookups.Count >= Capacity)
            {
                Forget(_byAge.First);
            }

            _lookups[key] = _byAge.AddLast(lookup);

            // All requests that wait for the call may have been cancelled when it fails; this then observes its exception.
            _ = lookup.Answer.ContinueWith(
                static answer => answer.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return lookup.Answer.WaitAsync(cancellationToken);
        }
    }

    private bool IsFresh(Lookup lookup) => lookup.Answer switch
    {
        { IsCompleted: false } => true,
        { IsCompletedSuccessfully: true } answer => time.GetElapsedTime(lookup.AskedAt) < lifetimeOf(answer.Result),
        _ => false,
    };

    private void Forget(LinkedListNode<Lookup>? node)
    {
        if (node is not null)
        {
            _lookups.Remove(node.Value.Key);
            _byAge.Remove(node);
        }
    }

    private sealed record Lookup((string Scheme, string Subject) Key, Task<TAnswer> Answer, long AskedAt);
}
