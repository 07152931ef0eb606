namespace WorkOs.AspNetCore;

/// <summary>
/// Holds the published keys and decides when to ask for them again: in the background when they are no longer new, before they are used
/// when they have grown old, and when a token names a key that is not among them. One fetch at a time; whoever needs keys
/// meanwhile waits for the same one. Old keys that can't be fetched anew serve on for a while. Keys belong to one scheme in this
/// process; other keys, or their age, end them.
/// </summary>
/// <param name="fetch">Asks for the keys; null where they couldn't be had, which it reports itself. It sets its own time limit, and no single request can call it off.</param>
/// <param name="clock">Measures ages, by its timestamps: the wall clock may be set meanwhile.</param>
/// <param name="outageTolerance">How long keys may serve beyond <see cref="MaxAge"/> while others can't be had; by default <see cref="DefaultOutageTolerance"/>.</param>
/// <param name="onStillOld">Hears how old the keys are when they were to be replaced, and couldn't be.</param>
internal sealed class SigningKeyCache(
    Func<Task<SigningKeySet?>> fetch, TimeProvider clock, TimeSpan? outageTolerance = null, Action<TimeSpan>? onStillOld = null)
{
    /// <summary>How often at most a token with an unknown key id leads to a fetch. Anyone can send one.</summary>
    public static readonly TimeSpan UnknownKeyInterval = TimeSpan.FromSeconds(30);

    /// <summary>How long a failed fetch is not repeated while there is no key that may be used.</summary>
    public static readonly TimeSpan FirstKeysInterval = TimeSpan.FromSeconds(5);

    /// <summary>The age at which keys are fetched anew without anyone waiting: where there is traffic, no request waits for keys but the first.</summary>
    public static readonly TimeSpan RefreshAge = TimeSpan.FromMinutes(30);

    /// <summary>The age at which keys are fetched anew before they are used: how long a key that WorkOS has withdrawn is accepted at most.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    /// <summary>How long a failure to replace keys that serve is not repeated.</summary>
    public static readonly TimeSpan AgedKeysInterval = TimeSpan.FromSeconds(30);

    /// <summary>How long a failure tells that the next attempt is likely to fail, too.</summary>
    public static readonly TimeSpan OutageMemory = TimeSpan.FromMinutes(2);

    /// <summary>How long a request waits for an attempt that follows a failed one of just now, so that an outage in which WorkOS never answers delays it little.</summary>
    public static readonly TimeSpan MaxWaitInOutage = TimeSpan.FromSeconds(1);

    /// <summary>See <see cref="WorkOsBearerOptions.KeyOutageTolerance"/>.</summary>
    public static readonly TimeSpan DefaultOutageTolerance = TimeSpan.FromHours(24);

    private readonly TimeSpan _outageTolerance = outageTolerance ?? DefaultOutageTolerance;
    private readonly SharedFetch<SigningKeySet> _call = new();
    private volatile State _state = new(Keys: null, FetchedAt: 0, FailedAt: null);
    private long? _unknownKeyAt;

    /// <summary>
    /// The keys that may be used now: none at first, and null where they are too old to be used without asking
    /// (<see cref="GetFreshAsync"/>). Never waits.
    /// </summary>
    public SigningKeySet? Current
    {
        get
        {
            var state = _state;
            if (state.Keys is not { } keys)
            {
                return SigningKeySet.Empty;
            }

            var age = clock.GetElapsedTime(state.FetchedAt);
            if (age < RefreshAge)
            {
                return keys;
            }

            if (age < MaxAge)
            {
                _ = JoinOrStart(MayReplaceAged, out _);
                return keys;
            }

            return ServesOn(age) && !HasPassed(AgedKeysInterval, state.FailedAt) ? keys : null;
        }
    }

    /// <summary>The keys, asked for anew where they are old and the last failure is long enough ago; null where no keys may be used.</summary>
    public async ValueTask<SigningKeySet?> GetFreshAsync(CancellationToken cancellationToken)
    {
        var isOutage = !HasPassed(OutageMemory, _state.FailedAt);
        if (JoinOrStart(MayReplaceAged, out _) is { } running)
        {
            await WaitAsync(running, isOutage, cancellationToken);
        }

        var state = _state;
        return state.Keys is not null && ServesOn(clock.GetElapsedTime(state.FetchedAt)) ? state.Keys : null;
    }

    /// <summary>
    /// The keys that replaced <paramref name="seen"/>, fetched if need be and if the last fetch is long enough ago;
    /// <paramref name="seen"/> itself where WorkOS has published nothing else; null where WorkOS can't be asked.
    /// </summary>
    public async ValueTask<SigningKeySet?> GetNewerThanAsync(SigningKeySet seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_state.Keys is { } known && known != seen)
            {
                return known;
            }

            if (JoinOrStart(() => (_state.Keys ?? seen) == seen && TryUseAllowance(), out var started) is { } running)
            {
                await running.WaitAsync(cancellationToken);
                if (!started && _state is { HasSucceeded: true } joined && joined.Keys == seen)
                {
                    // That fetch may have begun before the key was published: there is one more to be had.
                    continue;
                }
            }

            return _state is { HasSucceeded: true } state ? state.Keys : null;
        }
    }

    private async Task WaitAsync(Task running, bool isOutage, CancellationToken cancellationToken)
    {
        if (!isOutage)
        {
            await running.WaitAsync(cancellationToken);
            return;
        }

        try
        {
            await running.WaitAsync(MaxWaitInOutage, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It goes on for those who come later.
        }
    }

    private bool ServesOn(TimeSpan age) => age < MaxAge || age - MaxAge < _outageTolerance;

    // Asked again under the lock: the keys may have been replaced since somebody found them old.
    private bool MayReplaceAged()
    {
        var state = _state;
        var age = clock.GetElapsedTime(state.FetchedAt);
        return age >= RefreshAge && HasPassed(ServesOn(age) ? AgedKeysInterval : FirstKeysInterval, state.FailedAt);
    }

    private bool TryUseAllowance()
    {
        if (_state.Keys is null)
        {
            return HasPassed(FirstKeysInterval, _state.FailedAt);
        }

        if (!HasPassed(UnknownKeyInterval, _unknownKeyAt))
        {
            return false;
        }

        _unknownKeyAt = clock.GetTimestamp();
        return true;
    }

    private Task? JoinOrStart(Func<bool> isAllowed, out bool started) => _call.JoinOrStart(isAllowed, FetchAsync, Take, out started);

    private async Task<SigningKeySet?> FetchAsync()
    {
        var fetched = await fetch();
        if (fetched is null)
        {
            ReportAge();
        }

        return fetched;
    }

    private void ReportAge()
    {
        if (_state is { Keys: not null } state && clock.GetElapsedTime(state.FetchedAt) is var age && age >= MaxAge)
        {
            onStillOld?.Invoke(age);
        }
    }

    // The same keys stay the same object: what was remembered with them stays valid.
    private void Take(SigningKeySet? fetched)
    {
        var now = clock.GetTimestamp();
        _state = fetched is null ? _state with { FailedAt = now }
            : new State(_state.Keys is { } known && known.IsSameAs(fetched) ? known : fetched, FetchedAt: now, FailedAt: null);
    }

    private bool HasPassed(TimeSpan interval, long? since) => since is not { } timestamp || clock.GetElapsedTime(timestamp) >= interval;

    private sealed record State(SigningKeySet? Keys, long FetchedAt, long? FailedAt)
    {
        public bool HasSucceeded => Keys is not null && FailedAt is null;
    }
}
