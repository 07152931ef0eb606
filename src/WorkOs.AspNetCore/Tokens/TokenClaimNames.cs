namespace WorkOs.AspNetCore;

/// <summary>The names of the claims in an AuthKit access token.</summary>
internal static class TokenClaimNames
{
    public const string Issuer = "iss";
    public const string Subject = "sub";
    public const string Audience = "aud";
    public const string ExpiresAt = "exp";
    public const string NotBefore = "nbf";
    public const string IssuedAt = "iat";
    public const string TokenId = "jti";
    public const string AuthenticatedAt = "auth_time";
    public const string ClientId = "client_id";
    public const string SessionId = "sid";
    public const string OrganizationId = "org_id";
    public const string Role = "role";
    public const string Roles = "roles";
    public const string Permissions = "permissions";
    public const string Entitlements = "entitlements";
    public const string FeatureFlags = "feature_flags";
    public const string Actor = "act";
    public const string Scope = "scope";

    public static IReadOnlyList<string> All { get; } =
    [
        Issuer, Subject, Audience, ExpiresAt, NotBefore, IssuedAt, TokenId, AuthenticatedAt, ClientId, SessionId, OrganizationId,
        Role, Roles, Permissions, Entitlements, FeatureFlags, Actor, Scope,
    ];
}
