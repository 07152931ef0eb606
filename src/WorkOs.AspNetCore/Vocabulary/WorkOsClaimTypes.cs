namespace WorkOs.AspNetCore;

/// <summary>
/// The claims that WorkOS adds to the standard ones of <see cref="System.Security.Claims.ClaimTypes"/>.
/// A claim is present only where WorkOS sent a value that is not empty.
/// </summary>
public static class WorkOsClaimTypes
{
    /// <summary>The id of the organization that the user signed in to (<c>org_…</c>).</summary>
    public const string OrganizationId = "org_id";

    /// <summary>The id of the connection that the user signed in through (<c>conn_…</c>).</summary>
    public const string ConnectionId = "connection_id";

    /// <summary>The type of the connection, for example <c>OktaSAML</c>. WorkOS adds types: do not rely on a complete list.</summary>
    public const string ConnectionType = "connection_type";

    /// <summary>The id that the identity provider gave the user. Unique within its connection only.</summary>
    public const string IdpId = "idp_id";

    /// <summary>A group of the user at the identity provider; one claim for each group.</summary>
    public const string Group = "groups";

    /// <summary>The address of a picture of the user, if the identity provider sends one.</summary>
    public const string Picture = "picture";

    /// <summary>AuthKit: the id of the session at WorkOS.</summary>
    public const string SessionId = "sid";

    /// <summary>AuthKit: a permission that the user's role grants in the organization; one claim for each.</summary>
    public const string Permission = "permissions";

    /// <summary>AuthKit: an entitlement of the organization; one claim for each.</summary>
    public const string Entitlement = "entitlements";

    /// <summary>AuthKit: a feature flag that is on; one claim for each.</summary>
    public const string FeatureFlag = "feature_flags";

    /// <summary>AuthKit: the impersonator, if the session is an impersonation.</summary>
    public const string Impersonator = "act";

    /// <summary>AuthKit: the reason for the impersonation, as the impersonator entered it.</summary>
    public const string ImpersonationReason = "impersonation_reason";

    /// <summary>AuthKit: how the user signed in, for example <c>SSO</c> or <c>Passkey</c>. WorkOS adds methods.</summary>
    public const string AuthenticationMethod = "authentication_method";

    /// <summary>AuthKit: when the user last authenticated, in seconds since 1970; a refresh does not change it.</summary>
    public const string AuthenticationTime = "auth_time";

    /// <summary>AuthKit: <c>true</c> or <c>false</c>: whether WorkOS has verified the e-mail address.</summary>
    public const string EmailVerified = "email_verified";

    /// <summary>AuthKit: the id that the app itself gave the user.</summary>
    public const string ExternalId = "external_id";

    /// <summary>APIs: the id of the client or application that the token was issued to (<c>client_…</c>).</summary>
    public const string ClientId = "client_id";

    /// <summary>APIs: a scope that was granted to the application; one claim for each.</summary>
    public const string Scope = "scope";

    /// <summary>APIs: the kind of credential of the request; one of <see cref="WorkOsTokenKinds"/>. The scheme sets it; a token cannot set it.</summary>
    public const string TokenKind = "token_kind";

    /// <summary>API keys: the id of the key (<c>api_key_…</c>), which is no secret.</summary>
    public const string ApiKeyId = "api_key_id";

    /// <summary>API keys: the name that the customer gave the key. Do not use it to identify a user or a customer.</summary>
    public const string ApiKeyName = "api_key_name";

    /// <summary>
    /// API keys: the kind of the owner, <c>user</c> or <c>organization</c>. The key of a user acts for that user
    /// (<see cref="System.Security.Claims.ClaimTypes.NameIdentifier"/>) in one organization; the key of an organization acts for no user.
    /// </summary>
    public const string ApiKeyOwner = "api_key_owner";
}
