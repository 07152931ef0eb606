using System.Collections.Concurrent;

namespace WorkOs.AspNetCore;

/// <summary>
/// Caches tokens for calls to other services in this process for their lifetime, bound to their <see cref="AccessTokenRequest"/>. A 401 from the
/// service ends a token early. Concurrent calls that need a token share one request for it.
/// </summary>
internal sealed class MachineTokens(TimeProvider time)
{
    /// <summary>
    /// How long after a failure no token is requested, so that frequent calls to a service do not become frequent token requests.
    /// </summary>
    public static readonly TimeSpan FailureMemory = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The minimum time between two early replacements of a token, so that a service that always responds with 401 does not cause frequent token
    /// requests.
    /// </summary>
    public static readonly TimeSpan EarlyReplacementInterval = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<AccessTokenRequest, Slot> _slots = new();

    /// <param name="request">What the token is for.</param>
    /// <param name="fetch">Requests a token. It has its own time limit, and a single caller cannot cancel it.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <exception cref="WorkOsMachineTokenException">There is no token.</exception>
    public Task<MachineToken> GetAsync(AccessTokenRequest request, Func<Task<MachineToken>> fetch, CancellationToken cancellationToken) =>
        _slots.GetOrAdd(request, static _ => new Slot()).GetAsync(fetch, time).WaitAsync(cancellationToken);

    /// <summary>Discards a token that a service refused, unless it has been replaced already.</summary>
    /// <returns>
    /// Whether the next call gets another token; <see langword="false"/> if a token was replaced within <see cref="EarlyReplacementInterval"/>.
    /// </returns>
    public bool TryForget(AccessTokenRequest request, MachineToken refused) =>
        !_slots.TryGetValue(request, out var slot) || slot.TryForget(refused, time);

    private sealed class Slot
    {
        private readonly Lock _gate = new();
        private Task<MachineToken>? _token;
        private long? _failedAt;
        private long? _replacedAt;

        public Task<MachineToken> GetAsync(Func<Task<MachineToken>> fetch, TimeProvider time)
        {
            TaskCompletionSource<MachineToken> done;
            lock (_gate)
            {
                if (_token is { } known && IsGood(known, time))
                {
                    return known;
                }

                done = new TaskCompletionSource<MachineToken>(TaskCreationOptions.RunContinuationsAsynchronously);
                (_token, _failedAt) = (done.Task, null);
            }

            _ = FetchAsync(done, fetch, time);
            return done.Task;
        }

        public bool TryForget(MachineToken refused, TimeProvider time)
        {
            lock (_gate)
            {
                if (_token is not { IsCompletedSuccessfully: true } known || !ReferenceEquals(known.Result, refused))
                {
                    return true;
                }

                if (_replacedAt is { } replaced && time.GetElapsedTime(replaced) < EarlyReplacementInterval)
                {
                    return false;
                }

                (_token, _replacedAt) = (null, time.GetTimestamp());
                return true;
            }
        }

        private bool IsGood(Task<MachineToken> known, TimeProvider time) => known switch
        {
            { IsCompleted: false } => true,
            { IsCompletedSuccessfully: true } => time.GetUtcNow() < known.Result.UsedUntil,
            _ => _failedAt is { } failed && time.GetElapsedTime(failed) < FailureMemory,
        };

        private async Task FetchAsync(TaskCompletionSource<MachineToken> done, Func<Task<MachineToken>> fetch, TimeProvider time)
        {
            try
            {
                done.SetResult(await fetch());
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                lock (_gate)
                {
                    _failedAt = time.GetTimestamp();
                }

                done.SetException(exception);

                // Observes the exception, because all callers may have stopped waiting.
                _ = done.Task.Exception;
            }
        }
    }
}
