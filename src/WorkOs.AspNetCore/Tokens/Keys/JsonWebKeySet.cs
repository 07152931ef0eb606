using System.Diagnostics.CodeAnalysis;

namespace WorkOs.AspNetCore;

/// <summary>Reads a JWK set (RFC 7517 section 5). Keys without an id are omitted, because tokens cannot name them.</summary>
internal static class JsonWebKeySet
{
    /// <summary>Returns false if <paramref name="document"/> is not a key set, or contains no usable key.</summary>
    public static bool TryRead(JsonElement document, [NotNullWhen(true)] out SigningKeySet? keys)
    {
        keys = null;
        if (document.ValueKind != JsonValueKind.Object
            || !document.TryGetProperty("keys", out var list)
            || list.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        var set = new SigningKeySet([.. list.EnumerateArray().Select(Read).OfType<SigningKey>()]);
        keys = set.UsableCount > 0 ? set : null;
        return keys is not null;
    }

    private static SigningKey? Read(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || Text(key, "kid") is not { Length: > 0 } id)
        {
            return null;
        }

        return Text(key, "kty") == "RSA"
            && IsAbsentOr(key, "use", "sig")
            && IsAbsentOr(key, "alg", "RS256")
            && MayVerify(key)
            && Text(key, "n") is { } n
            && StrictBase64Url.TryDecode(n, out var modulus)
            && Text(key, "e") is { } e
            && StrictBase64Url.TryDecode(e, out var exponent)
            ? SigningKey.Rsa(id, modulus, exponent)
            : SigningKey.Unsuitable(id);
    }

    private static string? Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsAbsentOr(JsonElement key, string name, string expected) =>
        !key.TryGetProperty(name, out _) || Text(key, name) == expected;

    private static bool MayVerify(JsonElement key) =>
        !key.TryGetProperty("key_ops", out var operations)
        || (operations.ValueKind == JsonValueKind.Array
            && operations.EnumerateArray().Any(operation => operation.ValueKind == JsonValueKind.String && operation.ValueEquals("verify")));
}
