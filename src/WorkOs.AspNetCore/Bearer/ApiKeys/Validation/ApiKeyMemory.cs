namespace WorkOs.AspNetCore;

/// <summary>
/// Remembers answers about API keys under the SHA-256 of the key, and forgets the oldest when there are too many. The key itself
/// is not kept. Whether an answer is still good is for the validator to say. Not safe for concurrent use.
/// </summary>
/// <param name="capacity">How many answers it holds.</param>
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

    /// <summary>Forgets every value whose answer names the key with this id.</summary>
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
    /// <param name="Answer">What is known of it.</param>
    /// <param name="AskedAt">The timestamp at which WorkOS was asked.</param>
    internal sealed record Entry(TokenFingerprint Fingerprint, ApiKeyAnswer Answer, long AskedAt);
}
