namespace LiveCheck.Facts;

/// <summary>The objects and errors of several responses, as lines of an expectation.</summary>
internal static class Bodies
{
    public const string Redirect = "status: 302; to: another page";

    /// <summary>An unknown redirect URI receives neither a code nor an error. Other details of the response are not documented.</summary>
    public const string NoCallback = "to: no redirect|another page; note status; note body";

    public const string List = "status: 200; body.object: list; body.data: list|empty list; body.list_metadata.before: text|null; body.list_metadata.after: text|null";

    public const string NotFound = "status: 404; body.message: text; ?body.code: text; ?body.entity_id: any; ?body.error: text";

    public const string Unauthorized = "status: 401; body.message: text; note header.WWW-Authenticate";

    /// <summary>WorkOS's 422 response.</summary>
    public const string Unprocessable = "status: 422; body.message: text; ?body.code: text; ?body.errors: any; ?body.error: text";

    public static string CallbackError(string error) =>
        $"status: 302; to: {{redirect_uri}}; query.error: {error}; query.error_description: text; query.state: {{run_state}}";

    public static string OAuthError(string error, int status = 400) =>
        $"status: {status}; body.error: {error}; body.error_description: text";

    public static string Callback => "to: {redirect_uri}; query.code: text; query.state: {run_state}";

    public static string Organization(string at) => In(
        at,
        "object: organization; id: org_…; name: text; ?allow_profiles_outside_organization: flag; domains: list|empty list; ?domains[].object: organization_domain; "
        + "?domains[].id: org_domain_…; ?domains[].organization_id: org_…; ?domains[].domain: text; ?domains[].state: verified|legacy_verified|pending|unverified|failed; "
        + "?domains[].verification_strategy: text; ?domains[].verification_token: text|null; ?domains[].verification_prefix: text|null; ?domains[].created_at: time; ?domains[].updated_at: time; "
        + "?external_id: text|null; ?metadata: map; ?stripe_customer_id: text; created_at: time; updated_at: time");

    public static string Profile(string at) => In(
        at,
        "object: profile; id: prof_…; organization_id: org_…|null; connection_id: conn_…; connection_type: text; idp_id: text; email: email; first_name: text|null; "
        + "last_name: text|null; ?name: text|null; ?role: map|null; ?roles: any; ?groups: any; ?custom_attributes: map; ?raw_attributes: map|null");

    public static string User(string at) => In(
        at,
        "object: user; id: user_…; email: email; email_verified: flag; ?first_name: text|null; ?last_name: text|null; ?name: text|null; ?profile_picture_url: text|null; "
        + "?external_id: text|null; ?metadata: map; ?last_sign_in_at: time|null; ?locale: text|null; created_at: time; updated_at: time");

    public static string Session(string at) => In(
        at,
        "object: session; id: session_…; user_id: user_…; ?organization_id: org_…|null; status: text; auth_method: text; ip_address: text|null; user_agent: text|null; "
        + "?impersonator: any; expires_at: time; ended_at: time|null; created_at: time; updated_at: time");

    /// <summary>The access token of an AuthKit session.</summary>
    public static string AccessToken(string at) => In(
        at + ".access_token",
        "header.alg: RS256; header.kid: sso_oidc_key_pair_…; ?header.typ: text; claims.iss: {api}|{api}/|{api}/user_management/{client_id}; claims.sub: user_…; claims.sid: session_…; "
        + "claims.jti: text; claims.exp: number; claims.iat: number; ?claims.client_id: {client_id}; ?claims.auth_time: number; ?claims.org_id: org_…; ?claims.role: text; ?claims.roles: any; "
        + "?claims.permissions: any; ?claims.entitlements: any; ?claims.feature_flags: any; lifetime: 300 s") + $"; {at}.access_token: jwt";

    /// <summary>The lines, each with the path of the object as prefix.</summary>
    public static string In(string at, string lines) => string.Join("; ", lines.Split("; ").Select(line =>
        line[0] == '?' ? $"?{at}.{line[1..]}" : $"{at}.{line}"));
}
