namespace WorkOs.AspNetCore;

/// <summary>
/// Makes all calls to the shared cache, each with the time limit of the options. No call is cancelled with a request, because other requests may
/// rely on the effect of a write that has begun. After a call has timed out, further calls fail at once for the same length of time, unless a call
/// has been answered since; a request that makes two calls therefore waits only once. Each call is measured if the metric is collected.
/// </summary>
internal sealed class SessionCache(IWorkOsSessionCache cache, IOptions<WorkOsSessionCacheOptions> options, WorkOsMetrics metrics, TimeProvider time)
{
    private const long NotGivenUp = long.MinValue;

    private readonly TimeSpan _timeout = options.Value.Timeout;
    private readonly CacheWatchers _watchers = new();
    private long _answeredAt = time.GetTimestamp();
    private long _givenUpAt = NotGivenUp;

    /// <summary>Whether the cache is in the memory of this process, where other machines cannot read it.</summary>
    public bool IsOfThisProcess { get; } = cache is DistributedSessionCache { IsOfThisProcess: true };

    /// <summary>Reads one value.</summary>
    /// <exception cref="TimeoutException">The cache did not answer in time, here as in every other method.</exception>
    public async ValueTask<byte[]?> GetAsync(string key) => (await GetAsync([key]))[0];

    /// <summary>Reads several values in one round trip.</summary>
    public ValueTask<IReadOnlyList<byte[]?>> GetAsync(IReadOnlyList<string> keys) => RunAsync(
        "get", (cache, keys), static call => call.cache.GetAsync(call.keys, CancellationToken.None));

    /// <summary>Writes a value, and overwrites an existing one.</summary>
    public async ValueTask SetAsync(string key, byte[] value, TimeSpan lifetime)
    {
        await RunAsync(
            "set", (cache, key, value, lifetime), static call => WithResult(call.cache.SetAsync(call.key, call.value, call.lifetime, CancellationToken.None)));
        _watchers.Notify(key);
    }

    /// <summary>Writes a value where the present one is the expected one.</summary>
    public async ValueTask<bool> TrySetAsync(string key, byte[]? expected, byte[] value, TimeSpan lifetime)
    {
        var isSet = await RunAsync(
            "compare_and_set",
            (cache, key, expected, value, lifetime),
            static call => call.cache.TrySetAsync(call.key, call.expected, call.value, call.lifetime, CancellationToken.None));
        if (isSet)
        {
            _watchers.Notify(key);
        }

        return isSet;
    }

    /// <summary>Removes a value, if there is one.</summary>
    public async ValueTask RemoveAsync(string key)
    {
        await RunAsync("remove", (cache, key), static call => WithResult(call.cache.RemoveAsync(call.key, CancellationToken.None)));
        _watchers.Notify(key);
    }

    /// <summary>Removes a value, if it is still this one.</summary>
    public async ValueTask RemoveAsync(string key, byte[] own)
    {
        if (await GetAsync(key) is { } present && present.AsSpan().SequenceEqual(own))
        {
            await RemoveAsync(key);
        }
    }

    /// <summary>
    /// Calls back after this machine has changed one of these values. See <see cref="CacheWatchers.Watch"/> for what the callback must do.
    /// </summary>
    public IDisposable Watch(IReadOnlyList<string> keys, Action changed) => _watchers.Watch(keys, changed);

    private static async ValueTask<bool> WithResult(ValueTask call)
    {
        await call;
        return true;
    }

    private async ValueTask<T> RunAsync<TCall, T>(string operation, TCall call, Func<TCall, ValueTask<T>> send)
    {
        var (begun, givenUp) = (time.GetTimestamp(), Volatile.Read(ref _givenUpAt));
        var answer = default(Task<T>);
        string? error = null;
        try
        {
            if (givenUp != NotGivenUp && time.GetElapsedTime(givenUp, begun) < _timeout)
            {
                throw new TimeoutException("The session cache has not answered the call before this one.");
            }

            var sent = send(call);
            var result = sent.IsCompletedSuccessfully ? sent.Result : await (answer = sent.AsTask()).WaitAsync(_timeout, time);
            Volatile.Write(ref _answeredAt, time.GetTimestamp());
            Volatile.Write(ref _givenUpAt, NotGivenUp);
            return result;
        }
        catch (OperationCanceledException exception)
        {
            // The call was not cancelled here: the client of the cache reports its own timeout this way.
            error = exception.GetType().Name;
            throw new TimeoutException("The client of the session cache gave up on a call.", exception);
        }
        catch (Exception exception)
        {
            error = exception.GetType().Name;
            if (exception is TimeoutException && answer is { IsCompleted: false })
            {
                GiveUpOn(answer, begun);
            }

            throw;
        }
        finally
        {
            if (metrics.MeasuresStore)
            {
                metrics.StoreCalled(operation, time.GetElapsedTime(begun), error);
            }
        }
    }

    private void GiveUpOn(Task call, long begun)
    {
        // Observes the exception of the call, because no request waits for it any more.
        _ = call.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        if (Volatile.Read(ref _answeredAt) <= begun)
        {
            Volatile.Write(ref _givenUpAt, time.GetTimestamp());
        }
    }
}
