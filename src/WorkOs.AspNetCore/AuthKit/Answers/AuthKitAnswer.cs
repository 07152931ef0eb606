namespace WorkOs.AspNetCore;

/// <summary>What WorkOS said to a grant, read and checked: the user, the session's tokens, and what the access token says.</summary>
internal sealed class AuthKitAnswer : ISessionGrant
{
    private AuthKitAnswer(JsonElement body, JsonElement user, AccessToken token, SessionTokens tokens)
    {
        (Token, User, Tokens) = (token, user, tokens);
        AuthenticationMethod = body.GetStringOrNull("authentication_method");
        body.TryGetProperty("impersonator", out var impersonator);

        // A JWT template can write over what the token says of organization and impersonator, but not over the answer.
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
    /// Reads the answer. The access token came straight from WorkOS over TLS, which stands for its signature
    /// (OpenID Connect Core 3.1.3.7, 6); that it is about the user beside it, and says when it ends, is checked.
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
