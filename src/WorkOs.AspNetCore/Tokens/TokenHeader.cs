using System.Text;
using System.Text.Unicode;

namespace WorkOs.AspNetCore;

/// <summary>
/// Reads the JOSE header (RFC 7515 section 4): one algorithm, one key id, and no parameter that changes how the token is read. Keys and certificates
/// in it (<c>jwk</c>, <c>jku</c>, <c>x5u</c>, <c>x5c</c>) are ignored, because the sender of a token must not supply the key that verifies it.
/// </summary>
internal static class TokenHeader
{
    private const int MaxMembers = 32;

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 8 };

    /// <summary><paramref name="keyId"/> is empty if the header contains no key id; otherwise it is a slice of <paramref name="json"/>.</summary>
    public static WorkOsTokenFailure TryRead(ReadOnlySpan<byte> json, out ReadOnlySpan<byte> keyId)
    {
        keyId = default;
        if (!Utf8.IsValid(json))
        {
            return WorkOsTokenFailure.Malformed;
        }

        try
        {
            return Read(json, out keyId);
        }
        catch (JsonException)
        {
            // Utf8JsonReader throws this exception if its input is not JSON.
            return WorkOsTokenFailure.Malformed;
        }
    }

    private static WorkOsTokenFailure Read(ReadOnlySpan<byte> json, out ReadOnlySpan<byte> keyId)
    {
        keyId = default;
        var reader = new Utf8JsonReader(json, ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return WorkOsTokenFailure.Malformed;
        }

        Span<Range> names = stackalloc Range[MaxMembers];
        var count = 0;
        var algorithmSeen = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // An escaped name is refused, because it could hide a second `alg`.
            if (reader.ValueIsEscaped || count == MaxMembers)
            {
                return WorkOsTokenFailure.Malformed;
            }

            var start = (int)reader.TokenStartIndex + 1;
            var range = start..(start + reader.ValueSpan.Length);
            if (Contains(json, names[..count], json[range]))
            {
                return WorkOsTokenFailure.DuplicateName;
            }

            names[count++] = range;
            reader.Read();
            var failure = Judge(json[range], in reader);
            if (failure != WorkOsTokenFailure.None)
            {
                return failure;
            }

            if (json[range].SequenceEqual("kid"u8))
            {
                keyId = json.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
            }

            algorithmSeen |= json[range].SequenceEqual("alg"u8);
            reader.Skip();
        }

        // Another read detects content after the object.
        return reader.Read() ? WorkOsTokenFailure.Malformed
            : algorithmSeen ? WorkOsTokenFailure.None
            : WorkOsTokenFailure.UnsupportedAlgorithm;
    }

    private static WorkOsTokenFailure Judge(ReadOnlySpan<byte> name, ref readonly Utf8JsonReader reader)
    {
        // The raw text is compared, so an escaped value does not match.
        var text = reader.TokenType == JsonTokenType.String ? reader.ValueSpan : default;
        if (name.SequenceEqual("alg"u8))
        {
            return text.SequenceEqual("RS256"u8) ? WorkOsTokenFailure.None : WorkOsTokenFailure.UnsupportedAlgorithm;
        }

        if (name.SequenceEqual("kid"u8))
        {
            return text.IsEmpty || reader.ValueIsEscaped ? WorkOsTokenFailure.Malformed : WorkOsTokenFailure.None;
        }

        if (name.SequenceEqual("typ"u8))
        {
            return IsAccessTokenType(text) ? WorkOsTokenFailure.None : WorkOsTokenFailure.UnsupportedType;
        }

        // `cty` declares a nested token, `enc` and `zip` an encrypted token, `b64` another signing input.
        return name.SequenceEqual("crit"u8) || name.SequenceEqual("b64"u8) || name.SequenceEqual("zip"u8)
            || name.SequenceEqual("enc"u8) || name.SequenceEqual("cty"u8)
            ? WorkOsTokenFailure.UnsupportedHeader
            : WorkOsTokenFailure.None;
    }

    /// <summary>RFC 7519 section 5.1 and RFC 9068 section 2.1: media types, compared case-insensitively, with or without the prefix.</summary>
    private static bool IsAccessTokenType(ReadOnlySpan<byte> type)
    {
        var prefix = "application/"u8;
        if (type.Length > prefix.Length && Ascii.EqualsIgnoreCase(type[..prefix.Length], prefix))
        {
            type = type[prefix.Length..];
        }

        return Ascii.EqualsIgnoreCase(type, "JWT"u8) || Ascii.EqualsIgnoreCase(type, "at+jwt"u8);
    }

    private static bool Contains(ReadOnlySpan<byte> json, ReadOnlySpan<Range> names, ReadOnlySpan<byte> name)
    {
        foreach (var range in names)
        {
            if (json[range].SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }
}
