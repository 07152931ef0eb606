using System.ComponentModel;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>
/// What every browser sign-in through WorkOS has in common. Set in code, in the configuration section
/// <c>Authentication:Schemes:{scheme}</c> (or with underscores in place of dots, which a shell can export), or in
/// <c>WORKOS_CLIENT_ID</c>, <c>WORKOS_API_KEY</c>, <c>WORKOS_BASE_ADDRESS</c>, <c>WORKOS_PUBLIC_ORIGIN</c> and <c>WORKOS_WEBHOOK_SECRET</c>; the
/// former wins over the latter. Checked when the app starts.
/// </summary>
public abstract class WorkOsRemoteOptions : OAuthOptions
{
    /// <summary>Sets the defaults that hold for every WorkOS scheme.</summary>
    protected WorkOsRemoteOptions()
    {
        UsePkce = true;
        BackchannelTimeout = TimeSpan.FromSeconds(10);
        CorrelationCookie.Name = ".WorkOs.Correlation.";
        CorrelationCookie.SameSite = SameSiteMode.Lax;
        CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    /// <summary>Does nothing: WorkOS takes no scope for itself. Start-up reports every scope that is set here.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new ICollection<string> Scope => base.Scope;

    /// <summary>
    /// Whether the scheme takes part at all. Default: <see langword="true"/>. When <see langword="false"/>, nothing is
    /// checked at start-up, the callback is not served, and a challenge goes to <see cref="SignInPath"/> or answers 401.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// The API key of the WorkOS environment (<c>sk_…</c>). The same value as <see cref="OAuthOptions.ClientSecret"/>:
    /// WorkOS uses one secret for both. Default: <c>WORKOS_API_KEY</c>. Required.
    /// </summary>
    public string ApiKey
    {
        get => ClientSecret;
        set => ClientSecret = value;
    }

    /// <summary>
    /// The client id of the WorkOS environment that the scheme belongs to (<c>client_…</c>). Default: the
    /// <see cref="OAuthOptions.ClientId"/>. What ends sessions (a webhook, a call of <see cref="WorkOsSessions"/>, a
    /// sign-out) reaches the sessions of its own environment. A scheme that has a client id of its own there, such as
    /// a Connect application, names the environment's, so that ends reach it. With another value, what was ended under
    /// the earlier one is forgotten.
    /// </summary>
    public string? EnvironmentClientId { get; set; }

    /// <summary>
    /// The address that every endpoint is derived from. Default: <see cref="WorkOsDefaults.BaseAddress"/>. Set it to the
    /// custom authentication domain if the environment has one; WorkOS asks not to mix the two. Must be <c>https</c>,
    /// or <c>http</c> on a loopback host.
    /// </summary>
    /// <remarks>See <see href="https://workos.com/docs/custom-domains/auth-api"/>.</remarks>
    public Uri BaseAddress { get; set; } = WorkOsDefaults.BaseAddress;

    /// <summary>
    /// The organization of a challenge that names no selector (<c>org_…</c>). Default: none. At most one selector may be
    /// set here. A sign-in whose organization or connection comes from outside (a tile, the query of the sign-in
    /// endpoint) must end in this organization, else it fails with <see cref="WorkOsFailureCodes.OrganizationMismatch"/>.
    /// A challenge of the app may name another one: a default is no authorization policy. An app that takes the
    /// organization per challenge checks it with <c>RequireWorkOsOrganization</c>.
    /// </summary>
    public string? Organization { get; set; }

    /// <summary>
    /// The connection of a challenge that names no selector (<c>conn_…</c>). Default: none. At most one selector may be
    /// set here. An organization or connection from outside is ignored in favour of it.
    /// </summary>
    public string? Connection { get; set; }

    /// <summary>
    /// The provider of a challenge that names no selector, for example <c>GoogleOAuth</c>. At most one selector may be
    /// set here. Default: none with single sign-on; with AuthKit <c>authkit</c>, its hosted page, which may be set
    /// together with <see cref="Organization"/> and then opens with that organization chosen.
    /// </summary>
    public string? Provider { get; set; }

    /// <summary>
    /// The page of the app on which a user says how to sign in. A challenge that names no selector, and has no
    /// default, goes there with the return URL in <c>ReturnUrlParameter</c>. Default: none.
    /// </summary>
    public PathString SignInPath { get; set; }

    /// <summary>
    /// The page of the app that gets every failure, as <c>?error={code}</c> with the return URL in
    /// <c>ReturnUrlParameter</c>. It must be open to anonymous visitors. Default: none; a small built-in page is shown.
    /// </summary>
    public PathString ErrorPath { get; set; }

    /// <summary>
    /// Whether a user who is signed in is asked before a request from outside (a link to the sign-in endpoint, a tile of
    /// an identity provider, somebody's link to the callback) signs them in with another account. Default:
    /// <see langword="true"/>. Where their session is what the request asks for, or the request names no organization or
    /// connection, they go to the return URL and nothing is started. The session is that of the default authenticate
    /// scheme. A challenge of the app never asks.
    /// </summary>
    public bool ConfirmAccountSwitch { get; set; } = true;

    /// <summary>
    /// The page of the app that asks instead of the built-in one; it renders the form of
    /// <see cref="WorkOsAccountSwitch.FromRequest"/>. Default: none; a small built-in page is shown.
    /// </summary>
    public PathString AccountSwitchPath { get; set; }

    /// <summary>What to do with a sign-in that was started at the identity provider. Default: <see cref="WorkOsIdpInitiated.Restart"/>.</summary>
    public WorkOsIdpInitiated IdpInitiated { get; set; }

    /// <summary>
    /// Origins (<c>https://docs.example.com</c>) that a return URL may point to besides paths of this site.
    /// Default: none.
    /// </summary>
    public ISet<string> AllowedReturnOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The origin at which browsers reach the app (<c>https://app.example.com</c>), for the redirect URI and, where it is
    /// https, <c>Secure</c> cookies. Default: the
    /// scheme and host of the request, which is right when the app is reached directly or uses forwarded headers.
    /// </summary>
    public Uri? PublicOrigin { get; set; }

    /// <summary>What the names of the scheme's correlation cookies start with.</summary>
    internal string CorrelationPrefix { get; set; } = string.Empty;

    /// <summary>What they start with where they are <c>__Host-</c> cookies.</summary>
    internal string HostCorrelationPrefix { get; set; } = string.Empty;

    /// <summary>What the configuration section contains that cannot be read; reported at start-up with everything else.</summary>
    internal IList<string> ConfigurationProblems { get; } = [];

    /// <summary>What the configuration section contains that is no setting; start-up warns of it.</summary>
    internal IReadOnlyList<string> UnknownSettings { get; set; } = [];

    /// <summary>The pages of the scheme that had no endpoint when the app started; the first request for one that nothing answers is warned of.</summary>
    internal IReadOnlyList<MissingPage> MissingPages { get; set; } = [];

    /// <summary>
    /// Does nothing: the options are checked at start-up by a validator of this package, which reports every problem
    /// at once instead of the first.
    /// </summary>
    public override void Validate()
    {
    }

    /// <inheritdoc cref="Validate()"/>
    /// <param name="scheme">The name of the scheme.</param>
    public override void Validate(string scheme)
    {
    }

    /// <summary>Names the WorkOS environment of the scheme.</summary>
    internal string Environment => EnvironmentClientId ?? ClientId ?? string.Empty;

    /// <summary>
    /// Whether a sign-in may end in <see cref="Organization"/> only: a request from outside chooses the way in, never the end.
    /// </summary>
    internal bool MustEndInOwnOrganization(Selector? selector) =>
        !string.IsNullOrWhiteSpace(Organization) && selector is { IsFromOutside: true };

    /// <summary>Whether a sign-in that names nothing knows where to go.</summary>
    internal bool HasDefaultWay => DefaultSelector is not null || SignInPath.HasValue;

    /// <summary>The origin at which browsers reach the app.</summary>
    internal string OriginOf(HttpRequest request) => PublicOrigin?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}";

    /// <summary>The absolute URL of an endpoint.</summary>
    internal string Endpoint(string path) => WorkOsAddress.Combine(BaseAddress, path);

    private protected string FirstSet(string? endpoint, string path) => string.IsNullOrEmpty(endpoint) ? Endpoint(path) : endpoint;

    /// <summary>The selector of a challenge that names none.</summary>
    /// <exception cref="InvalidOperationException">More than one is set; start-up reports it.</exception>
    internal abstract Selector? DefaultSelector { get; }

    /// <summary>The events where the app has set none.</summary>
    internal abstract WorkOsRemoteEvents CreateEvents();

    /// <summary>Fills the endpoints that the app left to the package.</summary>
    internal abstract void SetEndpoints();

    /// <summary>Fills what neither code nor the section of the scheme has set.</summary>
    internal virtual void ReadEnvironment(IConfiguration configuration)
    {
        ClientId = EnvironmentSettings.Credential(configuration, EnvironmentSettings.ClientId, EnvironmentSettings.AuthJsClientId, ClientId, ConfigurationProblems);
        ClientSecret = EnvironmentSettings.Credential(configuration, EnvironmentSettings.ApiKey, EnvironmentSettings.AuthJsClientSecret, ClientSecret, ConfigurationProblems);
        PublicOrigin ??= EnvironmentSettings.Address(configuration, EnvironmentSettings.PublicOrigin, ConfigurationProblems);
        if (BaseAddress == WorkOsDefaults.BaseAddress)
        {
            BaseAddress = EnvironmentSettings.Address(configuration, EnvironmentSettings.BaseAddress, ConfigurationProblems) ?? BaseAddress;
        }
    }

    /// <summary>What is wrong with the credentials.</summary>
    internal virtual IEnumerable<string> FindCredentialProblems(string scheme) =>
        new[] { CredentialProblems.OfClientId(scheme, ClientId), CredentialProblems.OfApiKey(scheme, ClientSecret) }.OfType<string>();

    /// <summary>What is wrong with the scopes: with most products, that there are any.</summary>
    internal virtual IEnumerable<string> FindScopeProblems() => Scope.Select(scope =>
        $"Scope has '{scope}', which is never sent: WorkOS takes none for itself; ask an OAuth provider for it with ProviderScopes in WorkOsChallengeProperties");

    /// <summary>The problems that only this product's options can have.</summary>
    internal abstract IEnumerable<string> FindProductProblems();
}
