namespace WorkOs.AspNetCore;

/// <summary>
/// Keeps found organizations for five minutes and misses for one, lets identical lookups share one call, and forgets
/// the oldest when too many domains are asked for. A call that fails is not kept.
/// </summary>
internal sealed class OrganizationCache(TimeProvider time)
{
    private const int Capacity = 1024;
    private static readonly TimeSpan FoundLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MissLifetime = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Scheme, string Domain), LinkedListNode<Lookup>> _lookups = [];
    private readonly LinkedList<Lookup> _byAge = new();

    public Task<string?> GetAsync(
        (string Scheme, string Domain) key, Func<Task<string?>> ask, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_lookups.TryGetValue(key, out var known) && IsFresh(known.Value))
            {
                return known.Value.Answer.WaitAsync(cancellationToken);
            }

            Forget(known);
            while (_lookups.Count >= Capacity)
            {
                Forget(_byAge.First);
            }

            // Started outside the request, so that its synchronous part cannot hold the lock for long.
            var lookup = new Lookup(key, Task.Run(ask), time.GetUtcNow());
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
        { IsCompletedSuccessfully: true } answer => time.GetUtcNow() - lookup.Asked < (answer.Result is null ? MissLifetime : FoundLifetime),
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

    private sealed record Lookup((string Scheme, string Domain) Key, Task<string?> Answer, DateTimeOffset Asked);
}
