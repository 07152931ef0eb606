namespace WorkOs.AspNetCore;

/// <summary>WorkOS's response to a grant, read and checked: the user, the tokens of the session, and the claims of the access token.</summary>
internal sealed class AuthKitAnswer : ISessionGrant
{
    private AuthKitAnswer(JsonElement body, JsonElement user, AccessToken token, SessionTokens tokens)
    {
        (Token, User, Tokens) = (token, user, tokens);
        AuthenticationMethod = body.GetStringOrNull("authentication_method");
        body.TryGetProperty("impersonator", out var impersonator);

        // A JWT template can overwrite the organization and the impersonator in the token, but not in the response.
        Organization = body.GetStringOrNull("organization_id") ?? token.OrganizationId;
        Facts =
        [
            (WorkOsClaimTypes.AuthenticationMethod, AuthenticationMethod),
            (WorkOsClaimTypes.Impersonator, impersonator.GetStringOrNull("email") ?? token.Actor),
            (WorkOsClaimTypes.ImpersonationReason, impersonator.GetStringOrNull("reason")),
            (WorkOsClaimTypes.OrganizationId, Organization),
        ];
    }

    public JsonElement User { get; }

    public AccessToken Token { get; }

    public SessionTokens Tokens { get; }

    public IReadOnlyList<(string ClaimType, string? Value)> Facts { get; }

    public string? AuthenticationMethod { get; }

    public string? Organization { get; }

    public bool IsOf(string organization) => Organization == organization && (Token.OrganizationId ?? organization) == organization;

    /// <summary>
    /// Reads the response. The access token comes directly from WorkOS over TLS, which replaces the verification of its signature (OpenID Connect
    /// Core 3.1.3.7, 6). Its subject must be the user of the response, and it must have an expiration.
    /// </summary>
    public static AuthKitAnswer? TryRead(JsonElement body) =>
        body.GetStringOrNull("access_token") is { } accessToken
        && body.GetStringOrNull("refresh_token") is { } refreshToken
        && body.TryGetProperty("user", out var user)
        && AccessTokenValidator.ReadFromTokenEndpoint(accessToken) is { ExpiresAt: { } expiresAt, Subject: { Length: > 0 } subject } token
        && subject == user.GetStringOrNull("id")
            ? new AuthKitAnswer(body, user, token, new SessionTokens(accessToken, refreshToken, token.IssuedAt, expiresAt))
            : null;
}
