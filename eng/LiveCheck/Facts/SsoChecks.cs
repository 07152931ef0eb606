using LiveCheck.Asking;

namespace LiveCheck.Facts;

/// <summary>The checks of single sign-on: the authorization request, the token endpoint, the profile.</summary>
internal static class SsoChecks
{
    private const string Pages = "docs, reference/sso";
    private const string Errors = "docs, reference/sso/get-authorization-url/error-codes";
    private const string Spec = "OpenAPI description, /sso/token";
    private const string Authorize = "/sso/authorize?response_type=code&client_id={client_id}&redirect_uri={redirect_uri}&state={run_state}";
    private const string Pkce = "&code_challenge={challenge}&code_challenge_method=S256";
    private const string Token = "/sso/token";
    private const string Client = "client_id={client_id}&client_secret={api_key}";

    public static IEnumerable<Check> Alone =>
    [
        new("sso-begins", "An organization selects its connection, and the browser goes on to it", Pages, Confidence.High,
            Ask.Get(Authorize + "&organization={organization}" + Pkce), new(Bodies.Redirect)),
        new("sso-unregistered", "A redirect URI that is not registered is never redirected to", "docs, sso/redirect-uris", Confidence.Low,
            Ask.Get(Authorize.Replace("{redirect_uri}", "{redirect_uri}%2Fother", StringComparison.Ordinal) + "&organization={organization}"), new(Bodies.NoCallback)),
        new("sso-unknown-client", "Nothing is redirected for a client id that is not known", Pages, Confidence.Low,
            Ask.Get(Authorize.Replace("{client_id}", "client_00000000000000000000000000", StringComparison.Ordinal) + "&organization={organization}"), new(Bodies.NoCallback)),
        Refused("sso-no-selector", "Without a selector the error goes to the redirect URI", "", "invalid_connection_selector"),
        Refused("sso-two-selectors", "Exactly one selector is taken", "&organization={organization}&provider=GoogleOAuth", "invalid_connection_selector", Confidence.Low),
        Refused("sso-domain", "The selector domain is no longer taken", "&domain=example.com", "domain_connection_selector_not_allowed"),
        Refused("sso-unknown-organization", "An unknown organization is an error at the redirect URI", "&organization=org_00000000000000000000000000", "organization_invalid"),
        Refused("sso-unknown-connection", "An unknown connection is an error at the redirect URI", "&connection=conn_00000000000000000000000000", "connection_invalid"),
        Refused("sso-unknown-provider", "An unknown provider is an error at the redirect URI", "&provider=NoSuchOAuth", "invalid_connection_selector", Confidence.Low),
        new("sso-token-unknown-code", "A code that is not known is invalid_grant, with 400", Spec, Confidence.High,
            Ask.Form(Token, Client + "&grant_type=authorization_code&code=no_such_code"), new(Bodies.OAuthError("invalid_grant"))),
        new("sso-token-json", "The token endpoint takes JSON, too", Spec, Confidence.High,
            Ask.Json(Token, Client + "&grant_type=authorization_code&code=no_such_code"), new(Bodies.OAuthError("invalid_grant"))),
        new("sso-token-unknown-code-pkce", "A verifier changes nothing about a code that is not known", "official SDKs", Confidence.Medium,
            Ask.Form(Token, Client + "&grant_type=authorization_code&code=no_such_code&code_verifier={verifier}"), new(Bodies.OAuthError("invalid_grant"))),
        new("sso-token-wrong-secret", "A wrong secret is invalid_client, with 400 and not 401", Spec, Confidence.Medium,
            Ask.Form(Token, "client_id={client_id}&client_secret=sk_test_wrong&grant_type=authorization_code&code=no_such_code"), new(Bodies.OAuthError("invalid_client"))),
        new("sso-token-unknown-client", "An unknown client is invalid_client", Spec, Confidence.Medium,
            Ask.Form(Token, "client_id=client_00000000000000000000000000&client_secret={api_key}&grant_type=authorization_code&code=no_such_code"), new(Bodies.OAuthError("invalid_client"))),
        new("sso-token-grant", "Another grant type is unsupported_grant_type", Spec, Confidence.Medium,
            Ask.Form(Token, Client + "&grant_type=password&code=no_such_code"), new(Bodies.OAuthError("unsupported_grant_type"))),
        new("sso-token-no-code", "A missing code is 422 with a message", Spec, Confidence.Low,
            Ask.Form(Token, Client + "&grant_type=authorization_code"), new(Bodies.Unprocessable)),
        new("sso-profile-wrong-token", "The profile of an unknown token is 401 with an error and no description", "OpenAPI description, /sso/profile", Confidence.Medium,
            Ask.Get("/sso/profile") with { Bearer = "no_such_token" }, new("status: 401; body.error: Unauthorized")),
        new("sso-logout-unknown-profile", "A logout URL for an unknown profile is 404", "OpenAPI description, /sso/logout/authorize", Confidence.Medium,
            Ask.Json("/sso/logout/authorize", "profile_id=prof_00000000000000000000000000") with { Bearer = "{api_key}" }, new(Bodies.NotFound)),
    ];

    public static IEnumerable<Check> SignedIn =>
    [
        new("sso-sign-in", "The callback has a code, and the state as it was sent", Pages, Confidence.High,
            Ask.Person(Authorize + "&organization={organization}" + Pkce), new(Bodies.Callback)) { Keeps = ["query.code=sso_code"] },
        new("sso-token", "A code becomes a token and a profile, for a secret and a verifier", Spec, Confidence.High,
            Ask.Form(Token, Client + "&grant_type=authorization_code&code={sso_code}&code_verifier={verifier}"),
            new("status: 200|201; body.token_type: Bearer; body.access_token: opaque; body.expires_in: 300 s|600 s; ?body.oauth_tokens: map", Bodies.Profile("body.profile")))
        {
            Keeps = ["body.access_token=sso_token", "body.profile.id=profile_id"],
        },
        new("sso-token-twice", "A code works once", "docs, sso", Confidence.High,
            Ask.Form(Token, Client + "&grant_type=authorization_code&code={sso_code}&code_verifier={verifier}"), new(Bodies.OAuthError("invalid_grant"))),
        new("sso-profile", "The token has the same profile", "OpenAPI description, /sso/profile", Confidence.High,
            Ask.Get("/sso/profile") with { Bearer = "{sso_token}" }, new("status: 200", Bodies.Profile("body"))),
        new("sso-logout-other-connection", "Single logout is for custom OpenID Connect connections only; skip this one if yours is", "docs, reference/sso/logout", Confidence.Medium,
            Ask.Json("/sso/logout/authorize", "profile_id={profile_id}") with { Bearer = "{api_key}" },
            new("status: 400; ?body.error: connection_invalid; ?body.error_description: text; ?body.code: connection_invalid; ?body.message: text")),
        new("sso-sign-in-pkce", "A second sign-in, for the wrong verifier", Pages, Confidence.High,
            Ask.Person(Authorize + "&organization={organization}" + Pkce), new(Bodies.Callback)) { Keeps = ["query.code=sso_code_pkce"] },
        new("sso-token-wrong-verifier", "A wrong verifier is invalid_grant: PKCE is enforced", "official SDKs; not documented", Confidence.Low,
            Ask.Form(Token, Client + "&grant_type=authorization_code&code={sso_code_pkce}&code_verifier={other_verifier}"), new(Bodies.OAuthError("invalid_grant"))),
    ];

    private static Check Refused(string id, string fact, string selector, string error, Confidence confidence = Confidence.Medium) =>
        new(id, fact, Errors, confidence, Ask.Get(Authorize + selector), new(Bodies.CallbackError(error)));
}
