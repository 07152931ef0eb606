using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// Stores hashes of the selections that were used, or ended by a sign-in or sign-out in their browser, so that a copy of the cookie is no longer
/// valid. This process keeps a hash until the selection expires. A selection that another process has used is refused by WorkOS, which accepts a
/// pending token once.
/// </summary>
internal sealed class EndedSelections(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);

    /// <summary>Ends the selection. Returns whether this call has ended it, and no earlier one.</summary>
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
