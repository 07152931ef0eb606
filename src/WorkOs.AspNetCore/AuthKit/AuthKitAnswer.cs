namespace WorkOs.AspNetCore;

/// <summary>What WorkOS said to a grant, read and checked: the user, the session's tokens, and what the access token says.</summary>
internal sealed class AuthKitAnswer
{
    private AuthKitAnswer(JsonElement body, JsonElement user, AccessToken token, string accessToken, string refreshToken)
    {
        User = user;
        Token = token;
        Tokens = new SessionTokens(accessToken, refreshToken, token.IssuedAt, token.ExpiresAt!.Value);
        AuthenticationMethod = body.GetStringOrNull("authentication_method");
        ImpersonationReason = body.GetObjectOrNull("impersonator")?.GetStringOrNull("reason");

        // A JWT template can write over what the token says of these two, but not over the answer.
        Impersonator = body.GetObjectOrNull("impersonator")?.GetStringOrNull("email") ?? token.Actor;
        Organization = body.GetStringOrNull("organization_id") ?? token.OrganizationId;
    }

    public JsonElement User { get; }

    public AccessToken Token { get; }

    public SessionTokens Tokens { get; }

    public string? AuthenticationMethod { get; }

    public string? Impersonator { get; }

    public string? ImpersonationReason { get; }

    public string? Organization { get; }

    /// <summary>Whether the organization is this one, in the answer and in its token as far as each of them says.</summary>
    public bool IsOf(string organization) => Organization == organization && (Token.OrganizationId ?? organization) == organization;

    /// <summary>
    /// Reads the answer. The access token came straight from WorkOS over TLS, which stands for its signature
    /// (OpenID Connect Core 3.1.3.7, 6); that it is about the user beside it, and says when it ends, is checked.
    /// </summary>
    public static AuthKitAnswer? TryRead(JsonElement body)
    {
        if (body.GetStringOrNull("access_token") is not { } accessToken
            || body.GetStringOrNull("refresh_token") is not { } refreshToken
            || body.GetObjectOrNull("user") is not { } user)
        {
            return null;
        }

        var read = AccessTokenValidator.ReadFromTokenEndpoint(accessToken);
        return read.Succeeded
            && read.Token.ExpiresAt is not null
            && read.Token.Subject is { Length: > 0 } subject
            && subject == user.GetStringOrNull("id")
                ? new AuthKitAnswer(body, user, read.Token, accessToken, refreshToken)
                : null;
    }

    /// <summary>Adds the claims of the session; those of the user come from the claim actions.</summary>
    public void AddSessionClaims(ClaimsIdentity identity, string roleClaim, string issuer)
    {
        Token.AddClaimsTo(identity, roleClaim, issuer, ClaimNameGuard.Session);
        AddIfSaid(WorkOsClaimTypes.AuthenticationMethod, AuthenticationMethod);
        AddIfSaid(WorkOsClaimTypes.Impersonator, Impersonator);
        AddIfSaid(WorkOsClaimTypes.ImpersonationReason, ImpersonationReason);
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
