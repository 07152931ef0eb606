namespace WorkOs.AspNetCore;

/// <summary>
/// Caches answers about API keys by the SHA-256 of the key, and removes the oldest when the capacity is reached. The key itself is not stored. The
/// validator decides whether a cached answer is still valid. Not thread-safe.
/// </summary>
/// <param name="capacity">The maximum number of answers.</param>
internal sealed class ApiKeyMemory(int capacity)
{
    private readonly Dictionary<TokenFingerprint, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byAge = new();

    public Entry? Find(TokenFingerprint fingerprint) => _entries.TryGetValue(fingerprint, out var node) ? node.Value : null;

    public void Keep(Entry entry)
    {
        Forget(entry.Fingerprint);
        if (_entries.Count >= capacity)
        {
            Forget(_byAge.First!.Value.Fingerprint);
        }

        _entries[entry.Fingerprint] = _byAge.AddLast(entry);
    }

    public void Forget(TokenFingerprint fingerprint)
    {
        if (_entries.Remove(fingerprint, out var node))
        {
            _byAge.Remove(node);
        }
    }

    /// <summary>Removes all answers for the key with this id.</summary>
    public void ForgetKey(string id)
    {
        for (var node = _byAge.First; node is not null;)
        {
            var (next, entry) = (node.Next, node.Value);
            if (entry.Answer.Key?.Id == id)
            {
                Forget(entry.Fingerprint);
            }

            node = next;
        }
    }

    /// <param name="Fingerprint">The SHA-256 of the key.</param>
    /// <param name="Answer">The answer for the key.</param>
    /// <param name="AskedAt">The timestamp from which the age of the answer counts.</param>
    internal sealed record Entry(TokenFingerprint Fingerprint, ApiKeyAnswer Answer, long AskedAt);
}
