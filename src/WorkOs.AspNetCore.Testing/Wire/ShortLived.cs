using System.Collections.Concurrent;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The values of codes and tokens. Each expires after ten minutes, or after the given lifetime, by the sandbox's clock.</summary>
internal sealed class ShortLived<T>(TimeProvider clock, TimeSpan? lifetime = null)
    where T : class
{
    private readonly ConcurrentDictionary<string, (T Value, DateTimeOffset Expires)> _values = new(StringComparer.Ordinal);

    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(10);

    public string Add(string key, T value)
    {
        _values[key] = (value, clock.GetUtcNow() + (lifetime ?? Lifetime));
        return key;
    }

    public T? Find(string key) => _values.TryGetValue(key, out var found) ? Living(found) : null;

    /// <summary>Finds and removes the value, so that only one caller gets it.</summary>
    public T? Take(string key) => _values.TryRemove(key, out var found) ? Living(found) : null;

    private T? Living((T Value, DateTimeOffset Expires) found) => clock.GetUtcNow() < found.Expires ? found.Value : null;
}
