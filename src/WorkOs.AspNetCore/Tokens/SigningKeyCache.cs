namespace WorkOs.AspNetCore;

/// <summary>
/// Holds the published keys and decides when to ask for them again: when a token names a key that is not among them, and in the
/// background when they have grown old. One fetch at a time; whoever needs keys meanwhile waits for the same one. Keys that can't
/// be fetched anew stay in use.
/// </summary>
/// <param name="fetch">Asks for the keys; null where they couldn't be had, which it reports itself. It sets its own time limit, and no single request can call it off.</param>
/// <param name="clock">Measures ages, by its timestamps: the wall clock may be set meanwhile.</param>
internal sealed class SigningKeyCache(Func<Task<SigningKeySet?>> fetch, TimeProvider clock)
{
    /// <summary>How often at most a token with an unknown key id leads to a fetch. Anyone can send one.</summary>
    public static readonly TimeSpan UnknownKeyInterval = TimeSpan.FromSeconds(30);

    /// <summary>How long a failed fetch is not repeated while there is no key at all.</summary>
    public static readonly TimeSpan FirstKeysInterval = TimeSpan.FromSeconds(5);

    /// <summary>The age at which keys are fetched anew without being asked for, and how long a failure to do so is not repeated.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(12);

    /// <inheritdoc cref="MaxAge"/>
    public static readonly TimeSpan AgedKeysInterval = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private volatile Snapshot? _snapshot;
    private Task? _fetching;
    private long? _failedAt;
    private long? _unknownKeyAt;

    /// <summary>The keys as they are known now, none at first. Never waits.</summary>
    public SigningKeySet Current
    {
        get
        {
            if (_snapshot is not { } known)
            {
                return SigningKeySet.Empty;
            }

            if (HasPassed(MaxAge, known.FetchedAt))
            {
                _ = JoinOrStart(() => HasPassed(AgedKeysInterval, _failedAt), out _);
            }

            return known.Keys;
        }
    }

    /// <summary>
    /// The keys that replaced <paramref name="seen"/>, fetched if need be and if the last fetch is long enough ago;
    /// <paramref name="seen"/> itself where WorkOS has published nothing else; null where WorkOS can't be asked.
    /// </summary>
    public async ValueTask<SigningKeySet?> GetNewerThanAsync(SigningKeySet seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_snapshot?.Keys is { } known && known != seen)
            {
                return known;
            }

            if (JoinOrStart(TryUseAllowance, out var started) is { } running)
            {
                await running.WaitAsync(cancellationToken);
                if (!started && HasSucceeded() && _snapshot?.Keys == seen)
                {
                    // That fetch may have begun before the key was published: there is one more to be had.
                    continue;
                }
            }

            return HasSucceeded() ? _snapshot?.Keys : null;
        }
    }

    private bool TryUseAllowance()
    {
        if (_snapshot is null)
        {
            return HasPassed(FirstKeysInterval, _failedAt);
        }

        if (!HasPassed(UnknownKeyInterval, _unknownKeyAt))
        {
            return false;
        }

        _unknownKeyAt = clock.GetTimestamp();
        return true;
    }

    private Task? JoinOrStart(Func<bool> isAllowed, out bool started)
    {
        TaskCompletionSource done;
        lock (_gate)
        {
            started = _fetching is null && isAllowed();
            if (!started)
            {
                return _fetching;
            }

            done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _fetching = done.Task;
        }

        _ = FetchAsync(done);
        return done.Task;
    }

    private async Task FetchAsync(TaskCompletionSource done)
    {
        SigningKeySet? fetched = null;
        try
        {
            fetched = await fetch();
        }
        finally
        {
            lock (_gate)
            {
                Take(fetched);
                _fetching = null;
            }

            done.SetResult();
        }
    }

    private void Take(SigningKeySet? fetched)
    {
        var now = clock.GetTimestamp();
        if (fetched is null)
        {
            _failedAt = now;
            return;
        }

        // The same keys stay the same object: what was remembered with them stays valid.
        _failedAt = null;
        _snapshot = new Snapshot(_snapshot is { } known && known.Keys.IsSameAs(fetched) ? known.Keys : fetched, now);
    }

    private bool HasSucceeded()
    {
        lock (_gate)
        {
            return _snapshot is not null && _failedAt is null;
        }
    }

    private bool HasPassed(TimeSpan interval, long? since) => since is not { } timestamp || clock.GetElapsedTime(timestamp) >= interval;

    private sealed record Snapshot(SigningKeySet Keys, long FetchedAt);
}
