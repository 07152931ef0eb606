using System.Globalization;

namespace WorkOs.AspNetCore;

/// <summary>
/// The values of a sign-in's id_token that the id_tokens of its refreshes must repeat (OpenID Connect Core 12.2). Stored with the tokens of the
/// session, and removed with it. Issuer, audience and user are compared by the checks that also apply to a sign-in.
/// </summary>
/// <param name="Nonce">The nonce of the sign-in.</param>
/// <param name="IssuedAt">When the token was issued, in seconds since 1970.</param>
/// <param name="AuthenticatedAt">When the user authenticated (<c>auth_time</c>), in seconds since 1970, if the token contained it.</param>
/// <param name="HasAuthorizedParty">Whether it had <c>azp</c>, which can only be this application.</param>
internal sealed record OriginalIdToken(string Nonce, long IssuedAt, long? AuthenticatedAt, bool HasAuthorizedParty)
{
    private const char Separator = ' ';

    /// <summary>Reads the values from the claims of an accepted token.</summary>
    public static OriginalIdToken Of(JsonElement claims) => new(
        claims.GetProperty("nonce").GetString()!,
        SecondsOf(claims, "iat")!.Value,
        SecondsOf(claims, "auth_time"),
        claims.TryGetProperty("azp", out _));

    /// <summary>Reads the result of <see cref="ToText"/>; <see langword="null"/> if the text has another format.</summary>
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
