namespace WorkOs.AspNetCore;

/// <summary>The keys that were published at the time of a fetch.</summary>
internal sealed class SigningKeySet(IReadOnlyList<SigningKey> keys)
{
    private readonly SigningKey[] _keys = [.. keys];

    public static SigningKeySet Empty { get; } = new([]);

    public int UsableCount => _keys.Count(key => key.IsUsable);

    /// <summary>
    /// Finds a key by its id, and prefers a usable one if several keys have the same id. For a token that names no key, finds the only usable key; if
    /// there are several, none is tried.
    /// </summary>
    public SigningKey? Find(ReadOnlySpan<byte> id)
    {
        SigningKey? found = null;
        foreach (var key in _keys)
        {
            if (id.IsEmpty ? key.IsUsable : key.Id.SequenceEqual(id))
            {
                if (id.IsEmpty && found is not null)
                {
                    return null;
                }

                found = found is { IsUsable: true } ? found : key;
            }
        }

        return found;
    }

    public bool IsSameAs(SigningKeySet other) =>
        _keys.Length == other._keys.Length && _keys.Zip(other._keys).All(pair => pair.First.IsSameAs(pair.Second));
}
