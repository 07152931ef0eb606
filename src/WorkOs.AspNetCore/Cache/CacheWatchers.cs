namespace WorkOs.AspNetCore;

/// <summary>
/// Notifies subscribers in this process when this process has changed a value in the shared cache. Changes by other machines are not reported. A
/// subscription ends when it is disposed.
/// </summary>
internal sealed class CacheWatchers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Action>> _watchers = new(StringComparer.Ordinal);
    private volatile bool _isUsed;

    /// <param name="keys">The keys of the values.</param>
    /// <param name="changed">Called after a change, on the thread that made it. The callback returns at once and does not throw.</param>
    /// <returns>The subscription. Dispose it to end it.</returns>
    public IDisposable Watch(IReadOnlyList<string> keys, Action changed)
    {
        lock (_gate)
        {
            _isUsed = true;
            foreach (var key in keys)
            {
                if (!_watchers.TryGetValue(key, out var watchers))
                {
                    _watchers[key] = watchers = [];
                }

                watchers.Add(changed);
            }
        }

        return new Subscription(this, keys, changed);
    }

    public void Notify(string key)
    {
        if (!_isUsed)
        {
            return;
        }

        Action[] told;
        lock (_gate)
        {
            told = _watchers.TryGetValue(key, out var watchers) ? [.. watchers] : [];
        }

        foreach (var changed in told)
        {
            changed();
        }
    }

    private void Remove(IReadOnlyList<string> keys, Action changed)
    {
        lock (_gate)
        {
            foreach (var key in keys)
            {
                if (_watchers.TryGetValue(key, out var watchers) && watchers.Remove(changed) && watchers.Count == 0)
                {
                    _watchers.Remove(key);
                }
            }
        }
    }

    private sealed class Subscription(CacheWatchers owner, IReadOnlyList<string> keys, Action changed) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                owner.Remove(keys, changed);
            }
        }
    }
}
