using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>
/// The cache of both machines, each of whose calls waits for permission: as a session cache that compares and writes in one step, and as an
/// <see cref="IDistributedCache"/>, which cannot.
/// </summary>
internal sealed class OrderedCache(OrderGates gates, OrderFault fault) : IWorkOsSessionCache, IDistributedCache
{
    private readonly ConcurrentDictionary<string, byte[]> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]?> _former = new(StringComparer.Ordinal);

    /// <summary>What a key is called in the text of an order.</summary>
    public Func<string, string> NameOf { get; set; } = static key => key;

    public void Clear()
    {
        _entries.Clear();
        _former.Clear();
    }

    public async ValueTask<IReadOnlyList<byte[]?>> GetAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        string[] names = [.. keys.Select(NameOf)];
        await gates.PassAsync($"read {string.Join('+', names)}", names, writes: false);
        return [.. keys.Select(Find)];
    }

    public async ValueTask SetAsync(string key, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        await PassAsync("write", key, writes: true);
        Put(key, value);
    }

    public async ValueTask<bool> TrySetAsync(string key, byte[]? expected, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        await PassAsync("compare and write", key, writes: true);
        if (fault == OrderFault.WritesNothing)
        {
            return true;
        }

        var present = _entries.GetValueOrDefault(key);
        var isExpected = present is null || expected is null ? present == expected : present.AsSpan().SequenceEqual(expected);
        if (!isExpected && fault != OrderFault.ComparesNothing)
        {
            return false;
        }

        Put(key, value);
        return true;
    }

    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        await PassAsync("remove", key, writes: true);
        Take(key);
    }

    public byte[]? Get(string key) => throw new NotSupportedException();

    async Task<byte[]?> IDistributedCache.GetAsync(string key, CancellationToken token)
    {
        await PassAsync("read", key, writes: false);
        return Find(key);
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    async Task IDistributedCache.SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token)
    {
        await PassAsync("write", key, writes: true);
        Put(key, value);
    }

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    async Task IDistributedCache.RemoveAsync(string key, CancellationToken token)
    {
        await PassAsync("remove", key, writes: true);
        Take(key);
    }

    private Task PassAsync(string what, string key, bool writes) => gates.PassAsync($"{what} {NameOf(key)}", [NameOf(key)], writes);

    private byte[]? Find(string key) =>
        fault == OrderFault.ReadsWhatWas && _former.TryGetValue(key, out var former) ? former : _entries.GetValueOrDefault(key);

    private void Put(string key, byte[] value)
    {
        if (fault == OrderFault.LosesMarks && key.StartsWith(MarkNames.Prefix, StringComparison.Ordinal))
        {
            return;
        }

        _former[key] = _entries.GetValueOrDefault(key) ?? value;
        _entries[key] = value;
    }

    private void Take(string key)
    {
        if (fault != OrderFault.RemovesNothing && _entries.TryRemove(key, out var removed))
        {
            _former[key] = removed;
        }
    }
}
