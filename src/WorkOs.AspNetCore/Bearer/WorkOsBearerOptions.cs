using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore;

/// <summary>
/// The options of a scheme that accepts AuthKit access tokens. Set in code, in the configuration section
/// <c>Authentication:Schemes:{scheme}</c>, or (client id) in <c>WORKOS_CLIENT_ID</c>; the former wins over the latter.
/// Checked when the app starts.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/authkit/session-tokens/access-token"/>.</remarks>
public class WorkOsBearerOptions : AuthenticationSchemeOptions
{
    /// <summary>Sets the defaults.</summary>
    public WorkOsBearerOptions()
    {
        Events = new WorkOsBearerEvents();
    }

    /// <summary>
    /// Whether the scheme takes part at all. Default: <see langword="true"/>. When <see langword="false"/>, nothing is
    /// checked at start-up, no key is fetched, and no token is accepted: whatever needs one answers 401.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The client id of the WorkOS environment (<c>client_…</c>), whose published keys the tokens are verified with. Required.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>
    /// The address that the key set and the default issuers are derived from. Default: <see cref="WorkOsDefaults.BaseAddress"/>.
    /// Set it to the custom authentication domain if the environment has one. Must be <c>https</c>, or <c>http</c> on a loopback host.
    /// </summary>
    /// <remarks>See <see href="https://workos.com/docs/custom-domains/auth-api"/>.</remarks>
    public Uri BaseAddress { get; set; } = WorkOsDefaults.BaseAddress;

    /// <summary>
    /// The accepted values of <c>iss</c>, compared exactly. Default: empty, which stands for the three that WorkOS uses for a client:
    /// the base address with and without a trailing slash, and <c>{base address}/user_management/{client id}</c>.
    /// </summary>
    public IList<string> ValidIssuers { get; set; } = [];

    /// <summary>
    /// Further accepted values of <c>client_id</c> in the token of a session, beside <see cref="ClientId"/>, for a client of the same WorkOS
    /// environment whose users may call the API too. Default: empty. Holds whichever issuer a token names. A token without <c>client_id</c> is
    /// accepted, because older environments may leave it out; the keys are the client's own. A token without a
    /// session (see <see cref="RequireSession"/>) names the application that asked for it, and is not compared.
    /// </summary>
    public IList<string> ValidClientIds { get; } = [];

    /// <summary>
    /// The accepted values of <c>aud</c>, of which a token must have one. Default: empty, and <c>aud</c> is not looked at: WorkOS sends it
    /// only where a JWT template adds it. The keys are the client's own, so that tokens of another client are refused either way.
    /// </summary>
    /// <remarks>See <see href="https://workos.com/docs/authkit/jwt-templates"/>.</remarks>
    public IList<string> ValidAudiences { get; set; } = [];

    /// <summary>
    /// Whether a token must name a session (<c>sid</c>), as every access token of AuthKit does. Default: <see langword="true"/>.
    /// WorkOS signs other tokens with the same keys, such as those of single sign-on, which are not meant for an API; set it to
    /// <see langword="false"/> only for tokens that have no session by nature, such as those of machines.
    /// </summary>
    /// <remarks>See RFC 8725, section 3.12.</remarks>
    public bool RequireSession { get; set; } = true;

    /// <summary>How far the clocks of WorkOS and of this machine may be apart, for <c>exp</c>, <c>nbf</c> and <c>iat</c>. Default: 30 seconds. At most ten minutes.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The claim that holds the WorkOS role, beside <c>roles</c>. Default: <c>role</c>. Supabase's recipe puts a database role there and
    /// the WorkOS role into <c>user_role</c>.
    /// </summary>
    /// <remarks>See <see href="https://workos.com/docs/integrations/supabase-authkit"/>.</remarks>
    public string RoleClaim { get; set; } = TokenClaimNames.Role;

    /// <summary>
    /// Whether the token is kept for the rest of the request, for <c>HttpContext.GetTokenAsync("access_token")</c>.
    /// Default: <see langword="false"/>.
    /// </summary>
    public bool SaveToken { get; set; }

    /// <summary>
    /// How many accepted tokens are remembered, so that the next request with the same one costs no verification. Default: 0, none.
    /// A remembered token expires when it says, is not used while the keys are to be fetched, and is forgotten when they change; about 2 KB each, and nothing
    /// of it could be used as a token.
    /// </summary>
    public int TokenCacheSize { get; set; }

    /// <summary>
    /// How long keys that are older than an hour go on to be used while WorkOS cannot be reached. Default: 24 hours, counted from that age on.
    /// After it, requests with a token are answered with 503. Zero: never beyond the hour. While WorkOS can be reached, keys are
    /// fetched anew before they are used at that age. The longer it is, the longer a key that WorkOS has withdrawn is believed by whoever
    /// can keep the API from reaching WorkOS.
    /// </summary>
    public TimeSpan KeyOutageTolerance { get; set; } = SigningKeyCache.DefaultOutageTolerance;

    /// <summary>
    /// The client that fetches the key set. Default: one of this scheme's own, which pools connections, follows no redirects and
    /// uses <see cref="BackchannelTimeout"/> and <see cref="BackchannelHttpHandler"/>. A client of the app's own brings its own limits.
    /// </summary>
    public HttpClient? Backchannel { get; set; }

    /// <summary>The handler below <see cref="Backchannel"/>. Default: none; a pooled one is made.</summary>
    public HttpMessageHandler? BackchannelHttpHandler { get; set; }

    /// <summary>How long fetching the key set may take. Default: 10 seconds.</summary>
    public TimeSpan BackchannelTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The events of the scheme.</summary>
    public new WorkOsBearerEvents Events
    {
        get => (WorkOsBearerEvents)base.Events!;
        set => base.Events = value;
    }

    /// <summary>What the configuration section contains that cannot be read; reported at start-up with everything else.</summary>
    internal IList<string> ConfigurationProblems { get; } = [];

    internal AccessTokenValidator Validator { get; set; } = null!;
}
