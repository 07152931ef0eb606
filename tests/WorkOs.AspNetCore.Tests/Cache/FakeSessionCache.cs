using System.Collections.Concurrent;

namespace WorkOs.AspNetCore.Tests.Cache;

/// <summary>A cache with everything that the package can use, which counts what it is asked and can stop to answer. With a clock, it forgets what is too old.</summary>
internal sealed class FakeSessionCache(TimeProvider? clock = null) : IWorkOsSessionCache
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (byte[] Value, DateTimeOffset? Expiry)> _values = new(StringComparer.Ordinal);
    private volatile TaskCompletionSource? _frozen;

    /// <summary>Each call, as the name of the method.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Called after each value that was written, with its key.</summary>
    public Action<string>? Written { get; set; }

    /// <summary>From now on nothing is answered, until <see cref="Thaw"/>.</summary>
    public void Freeze() => _frozen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Thaw()
    {
        var frozen = _frozen;
        _frozen = null;
        frozen?.SetResult();
    }

    /// <summary>Nothing is answered after so many further calls.</summary>
    public int? FreezesAfter { get; set; }

    /// <summary>How many of the next writes that compare find that somebody else was faster.</summary>
    public int LosesRaces { get; set; }

    /// <summary>What writing throws.</summary>
    public Exception? WriteFailure { get; set; }

    /// <summary>Later calls are answered again, those that wait are not.</summary>
    public void Forsake() => _frozen = null;

    public ValueTask<IReadOnlyList<byte[]?>> GetAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<byte[]?>>("get", () => [.. keys.Select(Find)]);

    public async ValueTask SetAsync(string key, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        await RunAsync("set", () => Put(key, value, lifetime));
        Written?.Invoke(key);
    }

    public async ValueTask<bool> TrySetAsync(string key, byte[]? expected, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var isSet = await RunAsync("try set", () =>
        {
            if (LosesRaces > 0)
            {
                LosesRaces--;
                return false;
            }

            var present = Find(key);
            if (present is null ? expected is not null : expected is null || !present.AsSpan().SequenceEqual(expected))
            {
                return false;
            }

            return Put(key, value, lifetime);
        });
        if (isSet)
        {
            Written?.Invoke(key);
        }

        return isSet;
    }

    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => await RunAsync("remove", () => _values.Remove(key));

    private byte[]? Find(string key) =>
        _values.TryGetValue(key, out var entry) && !(entry.Expiry <= clock?.GetUtcNow()) ? entry.Value : null;

    private bool Put(string key, byte[] value, TimeSpan lifetime)
    {
        _values[key] = (value, clock?.GetUtcNow() + lifetime);
        return true;
    }

    private async ValueTask<T> RunAsync<T>(string call, Func<T> run)
    {
        Calls.Enqueue(call);
        if (FreezesAfter-- == 0)
        {
            Freeze();
        }

        if (call != "get" && WriteFailure is { } failure)
        {
            throw failure;
        }

        await (_frozen?.Task ?? Task.CompletedTask);
        await Task.Yield();
        lock (_gate)
        {
            return run();
        }
    }
}
