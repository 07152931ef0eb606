using System.Globalization;

namespace WorkOs.AspNetCore;

/// <summary>
/// What the id_token of a sign-in said that those of its refreshes have to repeat (OpenID Connect Core 12.2). Remembered with the tokens of its
/// session, and ends with it. Issuer, audience and user are compared where they are compared at a sign-in.
/// </summary>
/// <param name="Nonce">The nonce of the sign-in.</param>
/// <param name="IssuedAt">When the token was issued, in seconds since 1970.</param>
/// <param name="AuthenticatedAt">When the user authenticated (<c>auth_time</c>), in the same way, where the token said it.</param>
/// <param name="HasAuthorizedParty">Whether it had <c>azp</c>, which is this application or nobody.</param>
internal sealed record OriginalIdToken(string Nonce, long IssuedAt, long? AuthenticatedAt, bool HasAuthorizedParty)
{
    private const char Separator = ' ';

    /// <summary>Of the claims of a token that was accepted.</summary>
    public static OriginalIdToken Of(JsonElement claims) => new(
        claims.GetProperty("nonce").GetString()!,
        SecondsOf(claims, "iat")!.Value,
        SecondsOf(claims, "auth_time"),
        claims.TryGetProperty("azp", out _));

    /// <summary>Reads what <see cref="ToText"/> wrote; <see langword="null"/> where it is something else.</summary>
    public static OriginalIdToken? Parse(string? text) =>
        text?.Split(Separator) is [{ Length: > 0 } nonce, var issued, var authenticated, var party]
        && long.TryParse(issued, NumberStyles.None, CultureInfo.InvariantCulture, out var issuedAt)
            ? new OriginalIdToken(
                nonce,
                issuedAt,
                long.TryParse(authenticated, NumberStyles.None, CultureInfo.InvariantCulture, out var authenticatedAt) ? authenticatedAt : null,
                party == "azp")
            : null;

    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Nonce}{Separator}{IssuedAt}{Separator}{AuthenticatedAt}{Separator}{(HasAuthorizedParty ? "azp" : "")}");

    public override string ToString() => nameof(OriginalIdToken);

    private static long? SecondsOf(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && NumericDate.Read(value) is { } date ? date.ToUnixTimeSeconds() : null;
}
