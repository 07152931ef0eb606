using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>Validates the claims of an id_token with a valid signature (OpenID Connect Core 3.1.3.7 and 3.1.3.8).</summary>
/// <param name="issuer">The issuer, compared exactly.</param>
/// <param name="clientId">The application, which must be the only audience of the token.</param>
/// <param name="time">The clock.</param>
internal sealed class IdTokenRules(string issuer, string clientId, TimeProvider time)
{
    /// <summary>The accepted difference between the clocks of WorkOS and of this machine.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>The maximum age of a token that comes directly from the token endpoint.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    private const int MaxSubjectLength = 255;

    /// <summary>Returns the first reason to refuse the token; <see langword="null"/> if there is none.</summary>
    public IdTokenValidation? FindRefusal(JsonElement claims, IdTokenExpectation expected)
    {
        var claim = FindClaimFailure(claims, expected);
        if (claim is not null)
        {
            return IdTokenValidation.Refused(claim.Value);
        }

        var common = FindCommonFailure(claims);
        return common == WorkOsTokenFailure.None ? null : IdTokenValidation.Refused(common);
    }

    // Access tokens are refused before the other rules apply: their claims identify them.
    private IdTokenFailure? FindClaimFailure(JsonElement claims, IdTokenExpectation expected)
    {
        if (claims.TryGetProperty("client_id", out _) || claims.TryGetProperty("scope", out _))
        {
            return IdTokenFailure.AccessToken;
        }

        if (claims.TryGetProperty("aud", out var audience) && audience.ValueKind == JsonValueKind.Array && audience.GetArrayLength() > 1)
        {
            return IdTokenFailure.SeveralAudiences;
        }

        if (claims.TryGetProperty("azp", out var party) && !IsText(party, clientId))
        {
            return IdTokenFailure.InvalidAuthorizedParty;
        }

        var failure = expected.Nonce is { } nonce
            ? HasText(claims, "nonce", nonce) ? null : IdTokenFailure.InvalidNonce
            : FindChange(claims, expected.Original);
        if (failure is not null)
        {
            return failure;
        }

        return claims.TryGetProperty("at_hash", out var hash) && !IsText(hash, HashOf(expected.AccessToken))
            ? IdTokenFailure.InvalidAccessTokenHash
            : FindTimeOrSubjectFailure(claims);
    }

    // OpenID Connect Core 12.2: the nonce is optional, and must be that of the sign-in. A value that cannot be compared is refused.
    private static IdTokenFailure? FindChange(JsonElement claims, OriginalIdToken? original)
    {
        if (claims.TryGetProperty("nonce", out var nonce) && (original is null || !IsText(nonce, original.Nonce)))
        {
            return IdTokenFailure.InvalidNonce;
        }

        if (claims.TryGetProperty("azp", out _) != (original?.HasAuthorizedParty ?? false))
        {
            return IdTokenFailure.InvalidAuthorizedParty;
        }

        if (!claims.TryGetProperty("auth_time", out var time))
        {
            return null;
        }

        // If the id_token of the sign-in had no auth_time, the user authenticated before that token was issued.
        return NumericDate.Read(time)?.ToUnixTimeSeconds() is { } authenticated
            && original is not null
            && (original.AuthenticatedAt is { } first ? authenticated == first : authenticated <= original.IssuedAt + ClockSkew.TotalSeconds)
            ? null
            : IdTokenFailure.InvalidAuthenticationTime;
    }

    private IdTokenFailure? FindTimeOrSubjectFailure(JsonElement claims)
    {
        if (claims.TryGetProperty("sub", out var subject)
            && subject.ValueKind == JsonValueKind.String
            && subject.GetString() is { Length: > 0 } text
            && (text.Length > MaxSubjectLength || text.AsSpan().ContainsAnyExceptInRange('!', '~')))
        {
            return IdTokenFailure.InvalidSubject;
        }

        if (!claims.TryGetProperty("iat", out var issuedAt))
        {
            return IdTokenFailure.MissingIssuedAt;
        }

        return NumericDate.Read(issuedAt) is { } date && time.GetUtcNow() - ClockSkew - MaxAge > date ? IdTokenFailure.IssuedTooLongAgo : null;
    }

    private WorkOsTokenFailure FindCommonFailure(JsonElement claims)
    {
        if (!claims.TryGetProperty("iss", out var named) || !IsText(named, issuer))
        {
            return WorkOsTokenFailure.InvalidIssuer;
        }

        if (!claims.TryGetProperty("aud", out var audience)
            || !IsText(audience.ValueKind == JsonValueKind.Array && audience.GetArrayLength() == 1 ? audience[0] : audience, clientId))
        {
            return WorkOsTokenFailure.InvalidAudience;
        }

        if (!claims.TryGetProperty("sub", out var subject) || subject.ValueKind != JsonValueKind.String || subject.GetString() is not { Length: > 0 })
        {
            return WorkOsTokenFailure.MissingSubject;
        }

        if (!claims.TryGetProperty("exp", out var expiresAt))
        {
            return WorkOsTokenFailure.MissingExpiry;
        }

        var hasNotBefore = claims.TryGetProperty("nbf", out var notBefore);
        if (NumericDate.Read(expiresAt) is not { } end || NumericDate.Read(claims.GetProperty("iat")) is not { } issued || (hasNotBefore && NumericDate.Read(notBefore) is null))
        {
            return WorkOsTokenFailure.Malformed;
        }

        // The skew is applied to the current time and not to the dates of the token, which can be so close to the maximum that they would overflow.
        var now = time.GetUtcNow();
        return end <= now - ClockSkew ? WorkOsTokenFailure.Expired
            : issued > now + ClockSkew ? WorkOsTokenFailure.IssuedInFuture
            : hasNotBefore && NumericDate.Read(notBefore) > now + ClockSkew ? WorkOsTokenFailure.NotYetValid
            : WorkOsTokenFailure.None;
    }

    private static bool HasText(JsonElement claims, string name, string expected) => claims.TryGetProperty(name, out var value) && IsText(value, expected);

    private static bool IsText(JsonElement value, string expected) =>
        value.ValueKind == JsonValueKind.String
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(value.GetString()!), Encoding.UTF8.GetBytes(expected));

    // The left half of the SHA-256 of the token's characters.
    private static string HashOf(string accessToken) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)).AsSpan(0, SHA256.HashSizeInBytes / 2));
}
