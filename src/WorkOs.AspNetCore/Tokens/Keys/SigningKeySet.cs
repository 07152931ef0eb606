namespace WorkOs.AspNetCore;

/// <summary>The keys that were published at one moment.</summary>
internal sealed class SigningKeySet(IReadOnlyList<SigningKey> keys)
{
    private readonly SigningKey[] _keys = [.. keys];

    public static SigningKeySet Empty { get; } = new([]);

    public int UsableCount => _keys.Count(key => key.IsUsable);

    /// <summary>
    /// A key by its id; a usable one first, should an id be used twice. A token that names no key is taken to mean the only one
    /// that is usable: where there are several, nothing is tried out.
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
