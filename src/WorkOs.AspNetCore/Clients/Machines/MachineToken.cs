using System.Buffers.Text;

namespace WorkOs.AspNetCore;

/// <summary>A token for calls to other services, and until when it is used.</summary>
/// <param name="Value">The token.</param>
/// <param name="UsedUntil">When another one is asked for.</param>
internal sealed record MachineToken(string Value, DateTimeOffset UsedUntil)
{
    /// <summary>How long before its end a token is no longer used: the way to the service, and the difference of two clocks.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>How long a token is used at most, whatever it says.</summary>
    private static readonly TimeSpan MaxLife = TimeSpan.FromHours(24);

    /// <summary>How long a token is used that does not say how long it lives.</summary>
    private static readonly TimeSpan UnknownLife = TimeSpan.FromMinutes(1);

    private const int MaxPayload = 16 * 1024;

    /// <summary>Reads the answer to a token request (RFC 6749, section 5.1).</summary>
    /// <remarks>
    /// The token's own <c>exp</c> counts: WorkOS's <c>expires_in</c> may say more than that. A token that is not a JWT has only <c>expires_in</c>.
    /// </remarks>
    /// <returns>The token; <see langword="null"/> where the answer has none that can be used.</returns>
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

    // Unverified: whom the token is for verifies it, and all that is taken from it here is when to ask for the next.
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
