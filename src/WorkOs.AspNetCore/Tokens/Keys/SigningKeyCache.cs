namespace WorkOs.AspNetCore;

/// <summary>
/// Caches the published keys and decides when to fetch them again: in the background from <see cref="RefreshAge"/> on, before they are used from
/// <see cref="MaxAge"/> on, and when a token names an unknown key. Only one fetch runs at a time, and concurrent requests wait for it. If a fetch
/// fails, old keys stay in use for a limited time. Keys belong to one scheme in this process, until other keys replace them or they are too old.
/// </summary>
/// <param name="fetch">
/// Fetches the keys; returns null on failure, which it reports itself. It has its own time limit, and no single request can cancel it.
/// </param>
/// <param name="clock">Measures ages by its timestamps, because the system time can be changed.</param>
/// <param name="outageTolerance">
/// How long keys older than <see cref="MaxAge"/> stay in use while no others can be fetched. Default: <see cref="DefaultOutageTolerance"/>.
/// </param>
/// <param name="onStillOld">Receives the age of keys older than <see cref="MaxAge"/> when a fetch to replace them has failed.</param>
internal sealed class SigningKeyCache(
    Func<Task<SigningKeySet?>> fetch, TimeProvider clock, TimeSpan? outageTolerance = null, Action<TimeSpan>? onStillOld = null)
{
    /// <summary>The minimum time between two fetches that tokens with an unknown key id cause. Any client can send such a token.</summary>
    public static readonly TimeSpan UnknownKeyInterval = TimeSpan.FromSeconds(30);

    /// <summary>The time after a failed fetch until the next one, while there are no usable keys.</summary>
    public static readonly TimeSpan FirstKeysInterval = TimeSpan.FromSeconds(5);

    /// <summary>The age at which keys are fetched again in the background, so that, with regular traffic, only the first request waits for keys.</summary>
    public static readonly TimeSpan RefreshAge = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The age at which keys are fetched again before they are used: the maximum time that a withdrawn key is accepted while WorkOS can be reached.
    /// </summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    /// <summary>The time after a failed fetch until the next one, while old keys are usable.</summary>
    public static readonly TimeSpan AgedKeysInterval = TimeSpan.FromSeconds(30);

    /// <summary>The time after a failed fetch in which the next one is expected to fail, too.</summary>
    public static readonly TimeSpan OutageMemory = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long a request waits for a fetch after a recent failure, so that requests are delayed only briefly while WorkOS does not respond.
    /// </summary>
    public static readonly TimeSpan MaxWaitInOutage = TimeSpan.FromSeconds(1);

    /// <summary>See <see cref="WorkOsBearerOptions.KeyOutageTolerance"/>.</summary>
    public static readonly TimeSpan DefaultOutageTolerance = TimeSpan.FromHours(24);

    private readonly TimeSpan _outageTolerance = outageTolerance ?? DefaultOutageTolerance;
    private readonly SharedFetch<SigningKeySet> _call = new();
    private volatile State _state = new(Keys: null, FetchedAt: 0, FailedAt: null);
    private long? _unknownKeyAt;

    /// <summary>
    /// The keys that can be used now: empty before the first fetch, and null if they are too old to be used without a fetch
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

    /// <summary>Returns the keys, fetched again if they are old and the last failure is long enough ago; null if no keys can be used.</summary>
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
    /// Returns the keys that replaced <paramref name="seen"/>, fetched if necessary and if the last fetch is long enough ago; <paramref name="seen"/>
    /// itself if WorkOS has published no others; null if WorkOS cannot be reached.
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
                    // The fetch may have begun before the key was published, so one more fetch is allowed.
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
            // The fetch continues, and later requests use its result.
        }
    }

    private bool ServesOn(TimeSpan age) => age < MaxAge || age - MaxAge < _outageTolerance;

    // Called under the lock, because another request may have replaced the keys since the caller found them old.
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

    // Unchanged keys keep their instance, so that tokens that were cached with it stay valid.
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
