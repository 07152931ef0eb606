namespace WorkOs.AspNetCore;

/// <summary>
/// Every call to the shared cache. None is waited for longer than the options say, and none is cancelled by a request: what was begun
/// may have an effect that others rely on. After a call that was given up on, the next ones fail at once for as long again, unless one
/// has been answered since: a request that makes two calls waits for one. Each call is measured where somebody collects that.
/// </summary>
internal sealed class SessionCache(IWorkOsSessionCache cache, IOptions<WorkOsSessionCacheOptions> options, WorkOsMetrics metrics, TimeProvider time)
{
    private const long NotGivenUp = long.MinValue;

    private readonly TimeSpan _timeout = options.Value.Timeout;
    private readonly CacheWatchers _watchers = new();
    private long _answeredAt = time.GetTimestamp();
    private long _givenUpAt = NotGivenUp;

    /// <summary>Whether nothing but this process knows what is in the cache.</summary>
    public bool IsOfThisProcess { get; } = cache is DistributedSessionCache { IsOfThisProcess: true };

    /// <summary>Reads one value.</summary>
    /// <exception cref="TimeoutException">The cache did not answer in time, here as in every other method.</exception>
    public async ValueTask<byte[]?> GetAsync(string key) => (await GetAsync([key]))[0];

    /// <summary>Reads several values in one round trip.</summary>
    public ValueTask<IReadOnlyList<byte[]?>> GetAsync(IReadOnlyList<string> keys) => RunAsync(
        "get", (cache, keys), static call => call.cache.GetAsync(call.keys, CancellationToken.None));

    /// <summary>Writes a value, whatever is there.</summary>
    public async ValueTask SetAsync(string key, byte[] value, TimeSpan lifetime)
    {
        await RunAsync(
            "set", (cache, key, value, lifetime), static call => WithResult(call.cache.SetAsync(call.key, call.value, call.lifetime, CancellationToken.None)));
        _watchers.Tell(key);
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
            _watchers.Tell(key);
        }

        return isSet;
    }

    /// <summary>Removes a value, if there is one.</summary>
    public async ValueTask RemoveAsync(string key)
    {
        await RunAsync("remove", (cache, key), static call => WithResult(call.cache.RemoveAsync(call.key, CancellationToken.None)));
        _watchers.Tell(key);
    }

    /// <summary>Removes a value, if it is still this one.</summary>
    public async ValueTask RemoveAsync(string key, byte[] own)
    {
        if (await GetAsync(key) is { } present && present.AsSpan().SequenceEqual(own))
        {
            await RemoveAsync(key);
        }
    }

    /// <summary>Hears of each change of these values that this machine makes, after it was made. <see cref="CacheWatchers.Watch"/> says what is asked of the callback.</summary>
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
            // Nothing was cancelled here: the client of the cache tells so that it gave up.
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
        // Nobody waits for how it ends.
        _ = call.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        if (Volatile.Read(ref _answeredAt) <= begun)
        {
            Volatile.Write(ref _givenUpAt, time.GetTimestamp());
        }
    }
}
