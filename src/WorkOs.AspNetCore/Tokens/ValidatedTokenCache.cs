using System.Collections.Concurrent;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// Caches tokens with a valid signature, so that further requests with the same token need no signature verification. Holds at most
/// <paramref name="capacity"/> tokens, rounded up to an even number. A change of the keys clears it. The validator decides whether a cached token is
/// still valid.
/// </summary>
internal sealed class ValidatedTokenCache(int capacity)
{
    private readonly int _half = (capacity + 1) / 2;
    private readonly Lock _gate = new();
    private volatile Content _content = new(SigningKeySet.Empty, New(), New());

    public AccessToken? Find(string token, SigningKeySet keys)
    {
        var known = _content;
        if (known.Keys != keys || !TrySplit(token, out var signingInput, out var fingerprint))
        {
            return null;
        }

        var recent = known.Recent.TryGetValue(fingerprint, out var entry);
        if ((!recent && !known.Older.TryGetValue(fingerprint, out entry)) || !Ascii.Equals(signingInput, entry!.SigningInput))
        {
            return null;
        }

        if (!recent)
        {
            Keep(keys, fingerprint, entry);
        }

        return entry.Token;
    }

    public void Add(string token, SigningKeySet keys, AccessToken value)
    {
        if (TrySplit(token, out var signingInput, out var fingerprint))
        {
            Keep(keys, fingerprint, new Entry(Encoding.ASCII.GetBytes(signingInput.ToArray()), value));
        }
    }

    private static bool TrySplit(string token, out ReadOnlySpan<char> signingInput, out TokenFingerprint fingerprint)
    {
        var lastDot = token.LastIndexOf('.');
        signingInput = lastDot > 0 ? token.AsSpan(0, lastDot) : default;
        return TokenFingerprint.TryOf(token.AsSpan(lastDot + 1), out fingerprint) && lastDot > 0;
    }

    private static ConcurrentDictionary<TokenFingerprint, Entry> New() => new();

    /// <summary>
    /// Adds the entry to the recent half. If the recent half is full, it first replaces the older half, which removes the tokens that were not used
    /// in the meantime.
    /// </summary>
    private void Keep(SigningKeySet keys, TokenFingerprint fingerprint, Entry entry)
    {
        lock (_gate)
        {
            if (_content.Keys != keys)
            {
                _content = new Content(keys, New(), New());
            }
            else if (_content.RecentCount >= _half)
            {
                _content = new Content(keys, New(), _content.Recent);
            }

            if (_content.Recent.TryAdd(fingerprint, entry))
            {
                _content.RecentCount++;
            }
        }
    }

    private sealed record Entry(byte[] SigningInput, AccessToken Token);

    private sealed class Content(
        SigningKeySet keys, ConcurrentDictionary<TokenFingerprint, Entry> recent, ConcurrentDictionary<TokenFingerprint, Entry> older)
    {
        public SigningKeySet Keys => keys;

        public ConcurrentDictionary<TokenFingerprint, Entry> Recent => recent;

        public ConcurrentDictionary<TokenFingerprint, Entry> Older => older;

        public int RecentCount { get; set; }
    }
}
