using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// Remembers, as hashes, the selections that were used, or ended by a sign-in or sign-out of their browser: a copy of the
/// cookie is worth nothing any more. Each is remembered by this process until it would have expired. What another process used
/// is refused by WorkOS, which takes a pending token once.
/// </summary>
internal sealed class EndedSelections(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);

    /// <summary>Whether this call ended it.</summary>
    public bool TryEnd(PendingSelection pending)
    {
        var now = time.GetUtcNow();
        foreach (var (key, expires) in _ended)
        {
            if (expires <= now)
            {
                _ended.TryRemove(key, out _);
            }
        }

        return _ended.TryAdd(KeyOf(pending), pending.Expires);
    }

    public bool Contains(PendingSelection pending) => _ended.ContainsKey(KeyOf(pending));

    private static string KeyOf(PendingSelection pending) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(pending.Token)));
}
