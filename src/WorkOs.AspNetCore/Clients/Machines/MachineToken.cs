using System.Buffers.Text;

namespace WorkOs.AspNetCore;

/// <summary>A token for calls to other services, and the time until which it is used.</summary>
/// <param name="Value">The token.</param>
/// <param name="UsedUntil">When another token is requested.</param>
internal sealed record MachineToken(string Value, DateTimeOffset UsedUntil)
{
    /// <summary>
    /// How long before its expiration a token is no longer used, because of network latency and the difference between two clocks.
    /// </summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>The maximum time for which a token is used, whatever its expiration.</summary>
    private static readonly TimeSpan MaxLife = TimeSpan.FromHours(24);

    /// <summary>How long a token is used that has no expiration.</summary>
    private static readonly TimeSpan UnknownLife = TimeSpan.FromMinutes(1);

    private const int MaxPayload = 16 * 1024;

    /// <summary>Reads the answer to a token request (RFC 6749, section 5.1).</summary>
    /// <remarks>
    /// The token's own <c>exp</c> takes precedence, because WorkOS's <c>expires_in</c> may be longer. A token that is not a JWT has only
    /// <c>expires_in</c>.
    /// </remarks>
    /// <returns>The token; <see langword="null"/> if the answer has no usable token.</returns>
    public static MachineToken? TryRead(JsonElement answer, DateTimeOffset now)
    {
        if (answer.GetStringOrNull("access_token") is not { } value
            || !WireText.IsBearerToken(value)
            || !string.Equals(answer.GetStringOrNull("token_type") ?? "bearer", "bearer", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var life = (TryReadExpiry(value) - now) ?? ReadExpiresIn(answer) ?? UnknownLife;
        return life <= TimeSpan.Zero ? null : new MachineToken(value, now + (life > MaxLife ? MaxLife : life) - Shorten(life));
    }

    public override string ToString() => nameof(MachineToken);

    // A token that lives for less than a minute is used for half of its life.
    private static TimeSpan Shorten(TimeSpan life) => life < 2 * Margin ? life / 2 : Margin;

    private static TimeSpan? ReadExpiresIn(JsonElement answer) =>
        answer.TryGetProperty("expires_in", out var seconds) && seconds.ValueKind == JsonValueKind.Number && seconds.TryGetInt64(out var life)
            ? TimeSpan.FromSeconds(Math.Clamp(life, 0, (long)MaxLife.TotalSeconds))
            : null;

    // Not verified here: the service that receives the token verifies it. The expiration only determines when to request the next token.
    private static DateTimeOffset? TryReadExpiry(string token)
    {
        if (token.Split('.') is not [_, { Length: > 0 and <= MaxPayload } payload, _] || !Base64Url.IsValid(payload))
        {
            return null;
        }

        using var claims = StrictJson.TryParseObject(Base64Url.DecodeFromChars(payload));
        return claims is not null
            && claims.RootElement.TryGetProperty("exp", out var expiry)
            && expiry.ValueKind == JsonValueKind.Number
            && expiry.TryGetDouble(out var seconds)
            && seconds is >= 0 and <= 253402300799
                ? DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds))
                : null;
    }
}
