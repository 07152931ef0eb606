namespace WorkOs.AspNetCore;

/// <summary>
/// Validates API keys, and caches the answers of WorkOS. The cache belongs to one scheme and one WorkOS environment; its key is the
/// SHA-256 of the API key. An accepted key is cached for <paramref name="rememberFor"/> but not past its expiry, a refused one for
/// <see cref="RefusalMemory"/>, and a failed call for as long as WorkOS asked to wait. A webhook removes a key (<see cref="Forget"/>).
/// </summary>
/// <remarks>
/// Keys that WorkOS accepted within <see cref="KnownFor"/> are validated without limits, so that many requests with invalid keys do not
/// delay customers with valid ones.
/// </remarks>
internal sealed class ApiKeyValidator(ApiKeyEndpoint endpoint, ApiKeyLimits limits, string serverKey, TimeProvider time, TimeSpan rememberFor)
{
    /// <summary>How long after WorkOS accepted a key it is validated without limits.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromHours(1);

    /// <summary>How long a refusal is cached at most. A new key can be refused at first, until all servers of WorkOS have it.</summary>
    public static readonly TimeSpan RefusalMemory = TimeSpan.FromSeconds(5);

    /// <summary>How long the validation of another key waits for a call to WorkOS.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);

    /// <summary>How many accepted keys are cached.</summary>
    public const int Capacity = 10_000;

    private const int MaxLength = 256;
    private const int RefusalCapacity = 1024;

    private readonly TokenFingerprint? _serverKey = TokenFingerprint.TryOf(serverKey, out var own) ? own : null;
    private readonly Lock _gate = new();
    private readonly ApiKeyMemory _accepted = new(Capacity);
    private readonly ApiKeyMemory _others = new(RefusalCapacity);
    private readonly Dictionary<TokenFingerprint, PendingCall> _pending = [];

    /// <summary>Returns the owner of the key, or why it is not accepted. Concurrent requests with the same key share one call.</summary>
    /// <param name="value">The value in the request, which may not be a valid key.</param>
    /// <param name="cancellationToken">Cancels the wait of this request, not the call.</param>
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

        PendingCall call;
        bool isKnown;
        lock (_gate)
        {
            if (Recall(fingerprint, out isKnown) is { } remembered)
            {
                return new(remembered);
            }

            if (_pending.TryGetValue(fingerprint, out var joined))
            {
                return new(joined.Answer.WaitAsync(cancellationToken));
            }

            if (!isKnown && !limits.MayCallNow())
            {
                return new(endpoint.Decline());
            }

            call = new PendingCall(fingerprint, time.GetTimestamp());
            _pending.Add(fingerprint, call);
        }

        _ = RunAsync(call, value, isKnown);
        return new(call.Answer.WaitAsync(cancellationToken));
    }

    /// <summary>Removes a key from the cache. Answers of running calls go to the requests that wait for them, and are not cached.</summary>
    /// <param name="id">The id of the key (<c>api_key_…</c>).</param>
    public void Forget(string id)
    {
        lock (_gate)
        {
            _accepted.ForgetKey(id);
            _pending.Clear();
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

    private async Task RunAsync(PendingCall call, string value, bool isKnown)
    {
        ApiKeyAnswer answer;
        try
        {
            answer = isKnown ? await endpoint.AskAsync(value) : await limits.RunAsync(() => endpoint.AskAsync(value), MaxWait);
        }
        catch (CallBudgetException)
        {
            answer = endpoint.Decline();
        }

        lock (_gate)
        {
            // If the key was revoked during the call, Forget has removed the pending call, and there may be a later one. The answer is then not cached.
            if (_pending.TryGetValue(call.Fingerprint, out var current) && current == call)
            {
                _pending.Remove(call.Fingerprint);
                Remember(call, answer);
            }
        }

        call.Complete(answer);
    }

    private void Remember(PendingCall call, ApiKeyAnswer answer)
    {
        var entry = new ApiKeyMemory.Entry(call.Fingerprint, answer, answer.IsOpen ? time.GetTimestamp() : call.AskedAt);
        if (answer.Key is not null)
        {
            _others.Forget(call.Fingerprint);
            _accepted.Keep(entry);
            return;
        }

        _others.Keep(entry);
        if (!answer.IsOpen)
        {
            _accepted.Forget(call.Fingerprint);
        }
    }

    private sealed class PendingCall(TokenFingerprint fingerprint, long askedAt)
    {
        private readonly TaskCompletionSource<ApiKeyAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TokenFingerprint Fingerprint => fingerprint;

        /// <summary>The timestamp at the start of the call. The answer may be as old as that.</summary>
        public long AskedAt => askedAt;

        public Task<ApiKeyAnswer> Answer => _answer.Task;

        public void Complete(ApiKeyAnswer answer) => _answer.SetResult(answer);
    }
}
