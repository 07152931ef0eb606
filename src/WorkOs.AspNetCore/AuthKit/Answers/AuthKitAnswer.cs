namespace WorkOs.AspNetCore;

/// <summary>What WorkOS said to a grant, read and checked: the user, the session's tokens, and what the access token says.</summary>
internal sealed class AuthKitAnswer : ISessionGrant
{
    private readonly AccessToken _token;
    private readonly string? _impersonator;
    private readonly string? _impersonationReason;

    private AuthKitAnswer(JsonElement body, JsonElement user, AccessToken token, SessionTokens tokens)
    {
        (_token, User, Tokens) = (token, user, tokens);
        AuthenticationMethod = body.GetStringOrNull("authentication_method");

        // A JWT template can write over what the token says of organization and impersonator, but not over the answer.
        Organization = body.GetStringOrNull("organization_id") ?? token.OrganizationId;
        body.TryGetProperty("impersonator", out var impersonator);
        _impersonator = impersonator.GetStringOrNull("email") ?? token.Actor;
        _impersonationReason = impersonator.GetStringOrNull("reason");
    }

    public JsonElement User { get; }

    public string Subject => _token.Subject!;

    public SessionTokens Tokens { get; }

    public string? AuthenticationMethod { get; }

    public string? Organization { get; }

    public bool IsOf(string organization) => Organization == organization && (_token.OrganizationId ?? organization) == organization;

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

    public void AddSessionClaims(ClaimsIdentity identity, string roleClaim, string issuer)
    {
        _token.AddClaimsTo(identity, roleClaim, issuer, ClaimNameGuard.Session);
        AddIfSaid(WorkOsClaimTypes.AuthenticationMethod, AuthenticationMethod);
        AddIfSaid(WorkOsClaimTypes.Impersonator, _impersonator);
        AddIfSaid(WorkOsClaimTypes.ImpersonationReason, _impersonationReason);
        AddIfSaid(WorkOsClaimTypes.OrganizationId, Organization);

        void AddIfSaid(string type, string? value)
        {
            if (value is not null)
            {
                identity.AddClaim(new Claim(type, value, ClaimValueTypes.String, issuer));
            }
        }
    }
}
