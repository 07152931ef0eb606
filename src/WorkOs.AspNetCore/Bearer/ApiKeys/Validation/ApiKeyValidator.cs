namespace WorkOs.AspNetCore;

/// <summary>
/// Tells whose an API key is, and remembers the answer. What is remembered belongs to one scheme and one WorkOS environment, under the
/// SHA-256 of the key: an accepted key for <paramref name="rememberFor"/> and never past its expiry, a refused one for
/// <see cref="RefusalMemory"/>, a call that failed for as long as it said. A webhook (<see cref="Forget"/>) ends it.
/// </summary>
/// <remarks>
/// Keys that WorkOS accepted within <see cref="KnownFor"/> are asked about without limits, so that a flood of made-up keys
/// delays no customer whose requests came before it.
/// </remarks>
internal sealed class ApiKeyValidator(ApiKeyEndpoint endpoint, ApiKeyLimits limits, string serverKey, TimeProvider time, TimeSpan rememberFor)
{
    /// <summary>How long a key that WorkOS accepted is asked about without limits.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromHours(1);

    /// <summary>How long WorkOS's refusal of a key is remembered at most: a key that was just created may not be known everywhere yet.</summary>
    public static readonly TimeSpan RefusalMemory = TimeSpan.FromSeconds(5);

    /// <summary>How long a key that is not known waits for its turn to be asked about.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How many accepted keys are remembered.</summary>
    public const int Capacity = 10_000;

    private const int MaxLength = 256;
    private const int RefusalCapacity = 1024;

    private readonly TokenFingerprint? _serverKey = TokenFingerprint.TryOf(serverKey, out var own) ? own : null;
    private readonly Lock _gate = new();
    private readonly ApiKeyMemory _accepted = new(Capacity);
    private readonly ApiKeyMemory _others = new(RefusalCapacity);
    private readonly Dictionary<TokenFingerprint, Flight> _flights = [];

    /// <summary>Whose the key is, or why it is not accepted. Concurrent requests with the same key cause one call.</summary>
    /// <param name="value">What the request has in place of a key.</param>
    /// <param name="cancellationToken">Ends the wait of this request, never the call.</param>
    public ValueTask<ApiKeyAnswer> ValidateAsync(string value, CancellationToken cancellationToken)
    {
        if (!HasFormOfKey(value) || !TokenFingerprint.TryOf(value, out var fingerprint))
        {
            return new(ApiKeyAnswer.Refused(WorkOsApiKeyFailure.Malformed));
        }

        if (fingerprint == _serverKey)
        {
            return new(ApiKeyAnswer.Refused(WorkOsApiKeyFailure.ServerKey));
        }

        Flight flight;
        bool isKnown;
        lock (_gate)
        {
            if (Recall(fingerprint, out isKnown) is { } remembered)
            {
                return new(remembered);
            }

            if (_flights.TryGetValue(fingerprint, out var joined))
            {
                return new(joined.Answer.WaitAsync(cancellationToken));
            }

            if (!isKnown && !limits.MayCallNow())
            {
                return new(endpoint.Decline());
            }

            flight = new Flight(fingerprint, time.GetTimestamp());
            _flights.Add(fingerprint, flight);
        }

        _ = RunAsync(flight, value, isKnown);
        return new(flight.Answer.WaitAsync(cancellationToken));
    }

    /// <summary>Forgets a key. Answers that are under way are for those who wait for them, and are not remembered.</summary>
    /// <param name="id">The id of the key (<c>api_key_…</c>).</param>
    public void Forget(string id)
    {
        lock (_gate)
        {
            _accepted.ForgetKey(id);
            _flights.Clear();
        }
    }

    private static bool HasFormOfKey(string value) =>
        value.StartsWith(WorkOsApiKeyDefaults.KeyPrefix, StringComparison.Ordinal)
        && value.Length > WorkOsApiKeyDefaults.KeyPrefix.Length
        && WireText.IsToken(value, MaxLength);

    private ApiKeyAnswer? Recall(TokenFingerprint fingerprint, out bool isKnown)
    {
        isKnown = false;
        if (_accepted.Find(fingerprint) is { } accepted)
        {
            var age = time.GetElapsedTime(accepted.AskedAt);
            isKnown = age < KnownFor;
            if (age < rememberFor)
            {
                return accepted.Answer.Key!.ExpiresAt <= time.GetUtcNow() ? ApiKeyAnswer.Refused(WorkOsApiKeyFailure.Expired) : accepted.Answer;
            }
        }

        return _others.Find(fingerprint) is { } other && time.GetElapsedTime(other.AskedAt) < LifetimeOf(other.Answer) ? other.Answer : null;
    }

    private TimeSpan LifetimeOf(ApiKeyAnswer answer) =>
        answer.IsOpen ? answer.RetryAfter : rememberFor < RefusalMemory ? rememberFor : RefusalMemory;

    private async Task RunAsync(Flight flight, string value, bool isKnown)
    {
        ApiKeyAnswer answer;
        try
        {
            answer = isKnown ? await endpoint.AskAsync(value) : await limits.RunAsync(() => endpoint.AskAsync(value), Patience);
        }
        catch (CallBudgetException)
        {
            answer = endpoint.Decline();
        }

        lock (_gate)
        {
            // Not where it was revoked meanwhile: then the flight is not the one that requests join, or there is none.
            if (_flights.TryGetValue(flight.Fingerprint, out var current) && current == flight)
            {
                _flights.Remove(flight.Fingerprint);
                Remember(flight, answer);
            }
        }

        flight.Complete(answer);
    }

    private void Remember(Flight flight, ApiKeyAnswer answer)
    {
        var entry = new ApiKeyMemory.Entry(flight.Fingerprint, answer, answer.IsOpen ? time.GetTimestamp() : flight.AskedAt);
        if (answer.Key is not null)
        {
            _others.Forget(flight.Fingerprint);
            _accepted.Keep(entry);
            return;
        }

        _others.Keep(entry);
        if (!answer.IsOpen)
        {
            _accepted.Forget(flight.Fingerprint);
        }
    }

    private sealed class Flight(TokenFingerprint fingerprint, long askedAt)
    {
        private readonly TaskCompletionSource<ApiKeyAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TokenFingerprint Fingerprint => fingerprint;

        /// <summary>When WorkOS was asked, which its answer cannot be newer than.</summary>
        public long AskedAt => askedAt;

        public Task<ApiKeyAnswer> Answer => _answer.Task;

        public void Complete(ApiKeyAnswer answer) => _answer.SetResult(answer);
    }
}
