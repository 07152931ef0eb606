using LiveCheck.Asking;

namespace LiveCheck.Facts;

/// <summary>The checks of Connect at the AuthKit domain: discovery, keys, an OpenID Connect sign-in.</summary>
internal static class ConnectChecks
{
    private const string Pages = "docs, reference/workos-connect";
    private const string Emulator = "WorkOS's emulator";
    private const string Token = "authkit:/oauth2/token";
    private const string Client = "client_id={connect_client_id}&client_secret={connect_client_secret}";
    private const string Authorize = "authkit:/oauth2/authorize?response_type=code&redirect_uri={redirect_uri}&state={run_state}&nonce={nonce}&scope=openid%20profile%20email%20offline_access"
        + "&code_challenge={challenge}&code_challenge_method=S256&client_id=";

    private const string Common = "status: 200; body.issuer: {authkit}; body.authorization_endpoint: url; body.token_endpoint: url; body.introspection_endpoint: url; body.jwks_uri: url; "
        + "body.response_types_supported[]: code; body.scopes_supported[]: email|offline_access|openid|profile; "
        + "body.token_endpoint_auth_methods_supported[]: none|client_secret_basic|client_secret_post; ?body.device_authorization_endpoint: url; ";

    private static readonly string AccessToken = Bodies.In(
        "body.access_token",
        "header.alg: RS256; header.kid: sso_oidc_key_pair_…; claims.iss: {authkit}; claims.aud: {client_id}; claims.sub: user_…; claims.client_id: {connect_client_id}; claims.sid: app_consent_…; "
        + "?claims.org_id: org_…; claims.scope: text; claims.jti: text; claims.exp: number; claims.iat: number; lifetime: 300 s") + "; body.access_token: jwt";

    private static readonly string IdToken = Bodies.In(
        "body.id_token",
        "header.alg: RS256; header.kid: sso_oidc_key_pair_…; claims.iss: {authkit}; claims.aud: {connect_client_id}; claims.sub: user_…; ?claims.nonce: {nonce}; claims.exp: number; claims.iat: number; "
        + "?claims.name: text; ?claims.given_name: text; ?claims.family_name: text; claims.email: email; claims.email_verified: flag; lifetime: 3600 s") + "; body.id_token: jwt";

    private static readonly string Tokens = $"status: 200; body.token_type: bearer; body.expires_in: 3600 s; body.refresh_token: text; {AccessToken}; {IdToken}";

    public static IEnumerable<Check> Alone =>
    [
        new("connect-discovery", "The OpenID Connect metadata, without end_session_endpoint and revocation_endpoint", "a recorded answer of 2026-09", Confidence.High,
            Ask.Get("authkit:/.well-known/openid-configuration"),
            new(Common + "body.userinfo_endpoint: url; body.id_token_signing_alg_values_supported[]: RS256; body.subject_types_supported[]: public; "
                + "body.grant_types_supported[]: authorization_code|client_credentials|refresh_token|urn:ietf:params:oauth:grant-type:device_code; note header.max-age")),
        new("connect-metadata", "The OAuth metadata is another document: it has PKCE, and registration only where it is on", "a recorded answer of 2026-09", Confidence.High,
            Ask.Get("authkit:/.well-known/oauth-authorization-server"),
            new(Common + "body.code_challenge_methods_supported[]: S256; body.response_modes_supported[]: query; ?body.client_id_metadata_document_supported: flag; ?body.registration_endpoint: url; "
                + "body.grant_types_supported[]: authorization_code|refresh_token|urn:ietf:params:oauth:grant-type:device_code")),
        new("connect-keys", "The keys of the AuthKit domain", Pages, Confidence.High, Ask.Get("authkit:/oauth2/jwks"), new(AuthKitChecks.KeySet)),
        new("connect-environment-client", "The client id of the environment is not one of Connect: a page of WorkOS's, never the redirect URI", "recorded by others", Confidence.High,
            Ask.Get(Authorize + "{client_id}"), new(Bodies.Redirect)),
        new("connect-no-client", "The token endpoint without a client is 401 invalid_client, and asks for Basic", Emulator, Confidence.Medium,
            Ask.Form(Token, "grant_type=refresh_token&refresh_token=no_such_token"), new(Bodies.OAuthError("invalid_client", 401), "header.WWW-Authenticate: present")),
        new("connect-unknown-client", "An unknown client is 401 invalid_client", Emulator, Confidence.Medium,
            Ask.Form(Token, "client_id=client_00000000000000000000000000&client_secret=wrong&grant_type=refresh_token&refresh_token=no_such_token"), new(Bodies.OAuthError("invalid_client", 401))),
        new("connect-no-secret", "A confidential client without its secret is unauthorized", "recorded by others", Confidence.Medium,
            Ask.Form(Token, "client_id={connect_client_id}&grant_type=refresh_token&refresh_token=no_such_token"), new("status: 400|401; body.error: unauthorized; ?body.error_description: text")),
        new("connect-unknown-code", "An unknown code is invalid_grant; one record has invalid_code", Emulator, Confidence.Medium,
            Ask.Form(Token, Client + "&grant_type=authorization_code&code=no_such_code&redirect_uri={redirect_uri}&code_verifier={verifier}"), new(Bodies.OAuthError("invalid_grant|invalid_code"))),
        new("connect-unknown-refresh-token", "An unknown refresh token is invalid_grant", Emulator, Confidence.Medium,
            Ask.Form(Token, Client + "&grant_type=refresh_token&refresh_token=no_such_token"), new(Bodies.OAuthError("invalid_grant"))),
        new("connect-userinfo-wrong-token", "The userinfo endpoint answers a wrong token with 401 and an error", "recorded by others", Confidence.Medium,
            Ask.Get("authkit:/oauth2/userinfo") with { Bearer = "no_such_token" }, new("status: 401; body.error: unauthorized; ?body.error_description: text")),
        new("connect-introspect-unknown", "An unknown token is not active, and nothing else is said of it", Pages, Confidence.High,
            Ask.Form("authkit:/oauth2/introspection", Client + "&token=no_such_token"), new("status: 200; body.active: flag")),
    ];

    public static IEnumerable<Check> SignedIn =>
    [
        new("connect-sign-in", "The callback has a code, and the state as it was sent", Pages, Confidence.High, Ask.Person(Authorize + "{connect_client_id}"), new(Bodies.Callback))
        {
            Keeps = ["query.code=connect_code"],
        },
        new("connect-token", "A code becomes tokens: bearer in lower case, an access token of 5 minutes whatever expires_in says, an id token with the nonce", Pages, Confidence.Medium,
            Ask.Form(Token, Client + "&grant_type=authorization_code&code={connect_code}&redirect_uri={redirect_uri}&code_verifier={verifier}"), new(Tokens, "body.id_token.claims.nonce: {nonce}"))
        {
            Keeps = ["body.refresh_token=connect_refresh_token", "body.access_token=connect_access_token"],
        },
        new("connect-userinfo", "The userinfo endpoint has the claims of the scopes", Pages, Confidence.High, Ask.Get("authkit:/oauth2/userinfo") with { Bearer = "{connect_access_token}" },
            new("status: 200; body.sub: user_…; ?body.name: text; ?body.given_name: text; ?body.family_name: text; body.email: email; body.email_verified: flag")),
        new("connect-introspect", "The introspection endpoint knows the access token", Pages, Confidence.Medium,
            Ask.Form("authkit:/oauth2/introspection", Client + "&token={connect_access_token}"),
            new("status: 200; body.active: flag; body.token_type: access_token; body.client_id: {connect_client_id}; body.iss: {authkit}; body.sub: user_…; body.iat: number; ?body.exp: number; "
                + "?body.sid: app_consent_…; ?body.jti: text; ?body.org_id: org_…")),
        new("connect-refresh", "A refresh has all three tokens again", Pages, Confidence.High, Ask.Form(Token, Client + "&grant_type=refresh_token&refresh_token={connect_refresh_token}"), new(Tokens))
        {
            Keeps = ["body.refresh_token=connect_second_refresh_token"],
        },
        new("connect-token-twice", "A code works once", Pages, Confidence.High,
            Ask.Form(Token, Client + "&grant_type=authorization_code&code={connect_code}&redirect_uri={redirect_uri}&code_verifier={verifier}"), new(Bodies.OAuthError("invalid_grant|invalid_code"))),
        new("connect-refresh-again", "A refresh token that was exchanged is refused; a window for it is hinted at, and not described", Pages, Confidence.Low,
            Ask.Form(Token, Client + "&grant_type=refresh_token&refresh_token={connect_refresh_token}"), new(Bodies.OAuthError("invalid_grant"))),
    ];
}
