namespace WorkOs.AspNetCore;

/// <summary>
/// Remembers what WorkOS answered, lets identical lookups share one call, and forgets the oldest when there are too many. An
/// answer is bound to the scheme that asked and to what it asked for, and lives as long as <paramref name="lifetimeOf"/> says;
/// a call that fails is not remembered.
/// </summary>
/// <param name="time">Measures ages, by its timestamps.</param>
/// <param name="lifetimeOf">How long an answer is good.</param>
internal sealed class LookupCache<TAnswer>(TimeProvider time, Func<TAnswer, TimeSpan> lifetimeOf)
{
    private const int Capacity = 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Scheme, string Subject), LinkedListNode<Lookup>> _lookups = [];
    private readonly LinkedList<Lookup> _byAge = new();

    /// <summary>The answer that is remembered, or under way, or that of a call which begins now.</summary>
    /// <param name="key">Who asks, and for what.</param>
    /// <param name="start">
    /// Starts the call and returns at once: others wait meanwhile. What it throws itself, rather than its task, reaches the caller
    /// and displaces nothing.
    /// </param>
    /// <param name="cancellationToken">Ends the wait of this caller, never the call.</param>
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

            // Whoever asked may have left when the call fails: then nobody else takes note of the exception.
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
