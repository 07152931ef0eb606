using LiveCheck.Asking;

namespace LiveCheck.Facts;

/// <summary>The checks of AuthKit: sessions, their tokens and keys.</summary>
internal static class AuthKitChecks
{
    private const string Spec = "OpenAPI description, /user_management/authenticate";
    private const string Resilience = "docs, authkit/session-resilience";
    private const string Authorize = "/user_management/authorize?response_type=code&client_id={client_id}&redirect_uri={redirect_uri}&state={run_state}";
    private const string Hosted = Authorize + "&provider=authkit&organization_id={organization}&code_challenge={challenge}&code_challenge_method=S256";
    private const string Authenticate = "/user_management/authenticate";
    private const string Client = "client_id={client_id}&client_secret={api_key}";
    private const string ByCode = Client + "&grant_type=authorization_code&code_verifier={verifier}&ip_address=192.0.2.1&user_agent=LiveCheck&code=";
    private const string ByRefreshToken = Client + "&grant_type=refresh_token&refresh_token=";
    private const string Keys = "body.keys[].kty: RSA; body.keys[].alg: RS256; body.keys[].use: sig; body.keys[].n: text; body.keys[].e: text; body.keys[].kid: sso_oidc_key_pair_…; body.keys[].x5c: list; body.keys[].x5t#S256: text";

    /// <summary>The expected key set of the API and of the AuthKit domain.</summary>
    public const string KeySet = "status: 200; body.keys: list; " + Keys + "; note header.Cache-Control; note header.max-age";

    private static readonly string Session = "status: 200; body.refresh_token: text; body.authentication_method: text; ?body.organization_id: org_…; ?body.impersonator: map; ?body.oauth_tokens: map; "
        + "?body.authkit_authorization_code: text; " + Bodies.User("body.user") + "; " + Bodies.AccessToken("body");

    public static IEnumerable<Check> Alone =>
    [
        new("authkit-begins", "provider=authkit leads to the hosted page", "docs, reference/authkit", Confidence.High, Ask.Get(Hosted), new(Bodies.Redirect)),
        new("authkit-unregistered", "A redirect URI that is not registered is never redirected to", "docs, sso/redirect-uris", Confidence.Low,
            Ask.Get(Authorize.Replace("{redirect_uri}", "{redirect_uri}%2Fother", StringComparison.Ordinal) + "&provider=authkit"), new(Bodies.NoCallback)),
        new("authkit-no-selector", "Without a selector the error goes to the redirect URI", "docs, reference/authkit, error-codes", Confidence.Medium,
            Ask.Get(Authorize), new(Bodies.CallbackError("invalid_connection_selector"))),
        new("authkit-unknown-organization", "An unknown organization is an error at the redirect URI", "docs, reference/authkit, error-codes", Confidence.Low,
            Ask.Get(Authorize + "&organization_id=org_00000000000000000000000000"), new(Bodies.CallbackError("organization_invalid"))),
        Refused("authkit-unknown-code", "A code that is not known is invalid_grant, with 400", "&grant_type=authorization_code&code=no_such_code", "invalid_grant", Confidence.High),
        Refused("authkit-unknown-refresh-token", "A refresh token that is not known is invalid_grant", "&grant_type=refresh_token&refresh_token=no_such_token", "invalid_grant", Confidence.High),
        Refused("authkit-grant", "An unknown grant type is unsupported_grant_type", "&grant_type=no_such_grant", "unsupported_grant_type", Confidence.Low),
        new("authkit-form", "The endpoint takes a form, too", "WorkOS's emulator", Confidence.Medium,
            Ask.Form(Authenticate, Client + "&grant_type=refresh_token&refresh_token=no_such_token"), new(Bodies.OAuthError("invalid_grant"))),
        new("authkit-wrong-secret", "A wrong secret is invalid_client, with 400", Spec, Confidence.Medium,
            Ask.Json(Authenticate, "client_id={client_id}&client_secret=sk_test_wrong&grant_type=refresh_token&refresh_token=no_such_token"), new(Bodies.OAuthError("invalid_client"))),
        new("authkit-no-refresh-token", "A missing field is 422 with code and message", Spec, Confidence.Medium,
            Ask.Json(Authenticate, Client + "&grant_type=refresh_token"), new(Bodies.Unprocessable)),
        new("keys", "The keys are RS256, with the kid and the certificate", "docs, reference/authkit/session-tokens/jwks", Confidence.High,
            Ask.Get("/sso/jwks/{client_id}"), new(KeySet)),
        new("keys-unknown-client", "An unknown client has no keys: 404", "not documented", Confidence.Low,
            Ask.Get("/sso/jwks/client_00000000000000000000000000"), new(Bodies.NotFound)),
        new("discovery", "The API has a discovery document below the client id", "reported; not in the reference", Confidence.Medium,
            Ask.Get("/user_management/{client_id}/.well-known/openid-configuration"),
            new("status: 200; body.issuer: {api}|{api}/|{api}/user_management/{client_id}; body.jwks_uri: url; note body")),
        new("logout-no-session", "Sign-out without a session is 422 with a message", "OpenAPI description, /user_management/sessions/logout", Confidence.Medium,
            Ask.Get("/user_management/sessions/logout"), new(Bodies.Unprocessable)),
    ];

    public static IEnumerable<Check> SignedIn =>
    [
        SignIn("authkit-sign-in", "authkit_code"),
        new("authkit-token", "A code becomes a user, an access token and a refresh token; no expires_in", Spec, Confidence.High, Ask.Json(Authenticate, ByCode + "{authkit_code}"), new(Session))
        {
            Keeps = ["body.refresh_token=first_refresh_token", "body.user.id=user_id", "body.access_token.claims.sid=session_id"],
        },
        new("sessions-of-user", "The sessions of a user are a list, with what the app told of the browser", "OpenAPI description, /user_management/users/{id}/sessions", Confidence.High,
            Ask.WithKey("/user_management/users/{user_id}/sessions?limit=1"), new(Bodies.List, Bodies.Session("body.data[]"))),
        new("user", "The user can be read with the API key", "OpenAPI description, /user_management/users/{id}", Confidence.High,
            Ask.WithKey("/user_management/users/{user_id}"), new("status: 200", Bodies.User("body"))),
        new("refresh", "A refresh token becomes new tokens of the same session", Spec, Confidence.High, Ask.Json(Authenticate, ByRefreshToken + "{first_refresh_token}"),
            new(Session, "body.access_token.claims.sid: {session_id}")) { Keeps = ["body.refresh_token=second_refresh_token", "body.access_token=second_access_token"] },
        new("refresh-again", "The same refresh token within 30 s gets the same tokens", Resilience, Confidence.Medium, Ask.Json(Authenticate, ByRefreshToken + "{first_refresh_token}"),
            new(Session, "body.refresh_token: {second_refresh_token}; body.access_token: {second_access_token}")),
        new("refresh-again-other-organization", "The same refresh token within 30 s, for another organization, is refused", Resilience, Confidence.Low,
            Ask.Json(Authenticate, ByRefreshToken + "{first_refresh_token}&organization_id={other_organization}"), new(Bodies.OAuthError("invalid_grant"))),
        new("switch", "A refresh with an organization moves the session to it", Spec, Confidence.High,
            Ask.Json(Authenticate, ByRefreshToken + "{second_refresh_token}&organization_id={other_organization}"),
            new(Session, "body.access_token.claims.org_id: {other_organization}; body.access_token.claims.sid: {session_id}; body.organization_id: {other_organization}"))
        {
            Keeps = ["body.refresh_token=second_refresh_token"],
        },
        new("revoke", "A session can be revoked with the API key", "OpenAPI description, /user_management/sessions/revoke", Confidence.Medium,
            Ask.Json("/user_management/sessions/revoke", "session_id={session_id}") with { Bearer = "{api_key}" }, new("status: 200", Bodies.Session("body"))),
        new("refresh-revoked", "A revoked session is not refreshed: invalid_grant", Spec, Confidence.Medium,
            Ask.Json(Authenticate, ByRefreshToken + "{second_refresh_token}"), new(Bodies.OAuthError("invalid_grant"))),
        new("authkit-token-twice", "A code works once", Spec, Confidence.High, Ask.Json(Authenticate, ByCode + "{authkit_code}"), new(Bodies.OAuthError("invalid_grant"))),
        SignIn("authkit-sign-in-logout", "logout_code"),
        new("authkit-token-logout", "A session for the sign-out", Spec, Confidence.High, Ask.Json(Authenticate, ByCode + "{logout_code}"), new(Session))
        {
            Keeps = ["body.refresh_token=logout_refresh_token", "body.access_token.claims.sid=logout_session_id"],
        },
        new("logout", "Sign-out goes to a registered return_to", "docs, reference/authkit/logout", Confidence.High,
            Ask.Get("/user_management/sessions/logout?session_id={logout_session_id}&return_to={sign_out_redirect}"), new("status: 302; to: {sign_out_redirect}")),
        new("refresh-signed-out", "A session that was signed out is not refreshed: invalid_grant", Spec, Confidence.Medium,
            Ask.Json(Authenticate, ByRefreshToken + "{logout_refresh_token}"), new(Bodies.OAuthError("invalid_grant"))),
    ];

    private static Check SignIn(string id, string code) =>
        new(id, "The callback has a code, and the state as it was sent", "docs, reference/authkit", Confidence.High, Ask.Person(Hosted), new(Bodies.Callback)) { Keeps = [$"query.code={code}"] };

    private static Check Refused(string id, string fact, string fields, string error, Confidence confidence) =>
        new(id, fact, Spec, confidence, Ask.Json(Authenticate, Client + fields), new(Bodies.OAuthError(error)));
}
