namespace WorkOs.AspNetCore;

/// <summary>
/// The options of a scheme that accepts the access tokens of AuthKit sessions or, with <see cref="AuthKitDomain"/>, those of WorkOS Connect:
/// of applications that a user has authorized, of MCP clients and of machines. They can be set in code, in the configuration section
/// <c>Authentication:Schemes:{scheme}</c> and, for the client id, in <c>WORKOS_CLIENT_ID</c>, in this order of precedence.
/// They are validated when the app starts.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/authkit/session-tokens/access-token"/>.</remarks>
public sealed class WorkOsBearerOptions : AuthenticationSchemeOptions
{
    /// <summary>Creates options with the default values.</summary>
    public WorkOsBearerOptions()
    {
        Events = new WorkOsBearerEvents();
    }

    /// <summary>
    /// Whether the scheme is enabled. Default: <see langword="true"/>. When <see langword="false"/>, its options are not validated,
    /// no keys are fetched and no token is accepted: every request is unauthenticated, and a challenge answers 401.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// The client id of the WorkOS environment (<c>client_…</c>). Required without <see cref="AuthKitDomain"/>: tokens are verified with the keys that
    /// WorkOS publishes for it. With <see cref="AuthKitDomain"/>, it is the audience of machines' tokens (<see cref="MachineAudiences"/>), and optional.
    /// </summary>
    public string ClientId { get; set; } = "";

    /// <summary>
    /// The AuthKit domain of the environment, for example <c>https://acme.authkit.app</c>, or the custom one. Default: <see langword="null"/>; the scheme
    /// accepts tokens of AuthKit sessions. When it is set, the scheme accepts the tokens of Connect instead: the issuer must be exactly this domain, the keys
    /// are its own, and <see cref="Resource"/> or <see cref="ValidAudiences"/> is required. Must be <c>https</c>, or <c>http</c> on a loopback host, without a path.
    /// </summary>
    /// <remarks>See <see href="https://workos.com/docs/authkit/connect"/>.</remarks>
    public Uri? AuthKitDomain { get; set; }

    /// <summary>
    /// The resource indicator of this API (RFC 8707), for example <c>https://api.example.com</c>, exactly as it is registered in WorkOS's dashboard: a slash
    /// at the end counts. Default: <see langword="null"/>. It is an accepted audience of users' tokens, beside <see cref="ValidAudiences"/>. Only with <see cref="AuthKitDomain"/>.
    /// </summary>
    /// <remarks>See <see href="https://workos.com/docs/authkit/mcp"/>.</remarks>
    public string? Resource { get; set; }

    /// <summary>
    /// The address from which the address of the key set and the default issuers are derived. Default: <see cref="WorkOsDefaults.BaseAddress"/>.
    /// Set it to the custom authentication domain if the environment has one. Must be <c>https</c>, or <c>http</c> on a loopback host.
    /// </summary>
    /// <remarks>See <see href="https://workos.com/docs/custom-domains/auth-api"/>.</remarks>
    public Uri BaseAddress { get; set; } = WorkOsDefaults.BaseAddress;

    /// <summary>
    /// The accepted values of <c>iss</c>, compared exactly. Default: empty, which accepts the three issuers that WorkOS uses for a client:
    /// the base address with and without a trailing slash, and <c>{base address}/user_management/{client id}</c>.
    /// </summary>
    public IList<string> ValidIssuers { get; } = [];

    /// <summary>
    /// Further accepted values of <c>client_id</c> in the token of a session, beside <see cref="ClientId"/>, for a client of the same WorkOS
    /// environment, if its users may call the API too. Default: empty. Compared for every issuer. A token without <c>client_id</c> is
    /// accepted, because older environments may omit it, and the keys belong to one client. In a token without a
    /// session (see <see cref="RequireSession"/>) the claim names the application that requested it, and is not compared.
    /// With <see cref="AuthKitDomain"/>: the applications whose tokens are accepted; empty accepts every application of the environment.
    /// </summary>
    public IList<string> ValidClientIds { get; } = [];

    /// <summary>
    /// The accepted values of <c>aud</c>; a token must have one of them. Default: empty; <c>aud</c> is then not validated, because WorkOS sends it
    /// only where a JWT template adds it. Tokens of another client are refused in both cases, because they are signed with other keys.
    /// With <see cref="AuthKitDomain"/>: the accepted audiences of users' tokens, compared byte for byte; required unless <see cref="Resource"/> is set. They are
    /// resource indicators, or the client id of the environment where none is registered.
    /// </summary>
    /// <remarks>See <see href="https://workos.com/docs/authkit/jwt-templates"/>.</remarks>
    public IList<string> ValidAudiences { get; } = [];

    /// <summary>
    /// The scopes that <c>MapWorkOsProtectedResource</c> lists for clients (<c>scopes_supported</c>). Default: empty; none are listed. The policy of
    /// an endpoint defines the scopes that it requires, with <c>RequireWorkOsScope</c>. Do not add <c>offline_access</c>.
    /// </summary>
    public IList<string> ScopesSupported { get; } = [];

    /// <summary>
    /// The accepted audiences of machines' tokens, with <see cref="AuthKitDomain"/>. Default: empty, which accepts <see cref="ClientId"/>, the audience that
    /// WorkOS gives them; without a client id, no machine's token is accepted.
    /// </summary>
    public IList<string> MachineAudiences { get; } = [];

    /// <summary>
    /// Whether a machine's token must have an audience, with <see cref="AuthKitDomain"/>. Default: <see langword="true"/>. WorkOS documents the
    /// audience of these tokens in newer pages only; set it to <see langword="false"/> if those of your environment have none. If a token has an
    /// audience, it is compared in both cases.
    /// </summary>
    public bool RequireMachineAudience { get; set; } = true;

    /// <summary>
    /// Whether a token must name a session (<c>sid</c>), as every access token of AuthKit does. Default: <see langword="true"/>.
    /// WorkOS signs other tokens with the same keys, such as those of single sign-on, which are not intended for an API. Set it to
    /// <see langword="false"/> only to accept tokens that never have a session. A consent that a user gave an application (<c>app_consent_…</c>) is not a
    /// session. Has no effect with <see cref="AuthKitDomain"/>.
    /// </summary>
    /// <remarks>See RFC 8725, section 3.12.</remarks>
    public bool RequireSession { get; set; } = true;

    /// <summary>The accepted difference between the clocks of WorkOS and of this machine, when validating <c>exp</c>, <c>nbf</c> and <c>iat</c>. Default: 30 seconds. At most ten minutes.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The claim of the token that contains the WorkOS role, in addition to <c>roles</c>. Default: <c>role</c>. With Supabase, <c>role</c> is a
    /// database role, and the WorkOS role is in <c>user_role</c>.
    /// </summary>
    /// <remarks>See <see href="https://workos.com/docs/integrations/supabase-authkit"/>.</remarks>
    public string RoleClaim { get; set; } = TokenClaimNames.Role;

    /// <summary>
    /// Whether the token is saved in the authentication properties of the request, for <c>HttpContext.GetTokenAsync("access_token")</c>.
    /// Default: <see langword="false"/>.
    /// </summary>
    public bool SaveToken { get; set; }

    /// <summary>
    /// The number of accepted tokens to cache, so that a further request with the same token needs no signature verification. Default: 0, no cache.
    /// An entry is removed when the token expires and when the keys change, and is not used while keys that are due must be fetched. It takes
    /// about 2 KB and does not contain the token.
    /// </summary>
    public int TokenCacheSize { get; set; }

    /// <summary>
    /// How long keys that are older than one hour stay in use while WorkOS cannot be reached. Default: 24 hours, in addition to the first hour.
    /// After that, requests with a token are answered with 503. With zero, keys older than one hour are not used. While WorkOS can be reached,
    /// keys older than one hour are fetched again before they are used. With a long tolerance, an attacker who can block the connection to WorkOS
    /// can use a key that WorkOS has withdrawn for a long time.
    /// </summary>
    public TimeSpan KeyOutageTolerance { get; set; } = SigningKeyCache.DefaultOutageTolerance;

    /// <summary>
    /// The client that fetches the key set. Default: a client for this scheme that pools connections, does not follow redirects and
    /// uses <see cref="BackchannelTimeout"/> and <see cref="BackchannelHttpHandler"/>, which do not apply to a client that the app sets.
    /// </summary>
    public HttpClient? Backchannel { get; set; }

    /// <summary>The message handler of <see cref="Backchannel"/>. Default: <see langword="null"/>; a handler with pooled connections is created.</summary>
    public HttpMessageHandler? BackchannelHttpHandler { get; set; }

    /// <summary>The timeout for fetching the key set. Default: 10 seconds. Must be positive.</summary>
    public TimeSpan BackchannelTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The events of the scheme. Default: an instance whose delegates do nothing.</summary>
    public new WorkOsBearerEvents Events
    {
        get => (WorkOsBearerEvents)base.Events!;
        set => base.Events = value;
    }

    /// <summary>The values of the configuration section that cannot be parsed. Reported at start-up, together with all other problems.</summary>
    internal IList<string> ConfigurationProblems { get; } = [];

    internal IReadOnlyList<string> UnknownSettings { get; set; } = [];

    internal AccessTokenValidator Validator { get; set; } = null!;
}
