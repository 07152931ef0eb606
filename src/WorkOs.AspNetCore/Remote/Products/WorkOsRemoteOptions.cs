using System.ComponentModel;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>
/// The options that every browser sign-in through WorkOS has in common. Set them in code, in the configuration section
/// <c>Authentication:Schemes:{scheme}</c> (or with underscores in place of dots, which a shell can export), or in <c>WORKOS_CLIENT_ID</c>,
/// <c>WORKOS_API_KEY</c>, <c>WORKOS_BASE_ADDRESS</c>, <c>WORKOS_PUBLIC_ORIGIN</c> and <c>WORKOS_WEBHOOK_SECRET</c>. Code takes precedence over the
/// section, and the section over these variables. The options are validated when the app starts.
/// </summary>
public abstract class WorkOsRemoteOptions : OAuthOptions
{
    /// <summary>Sets the defaults of every WorkOS scheme.</summary>
    protected WorkOsRemoteOptions()
    {
        UsePkce = true;
        BackchannelTimeout = TimeSpan.FromSeconds(10);
        CorrelationCookie.Name = ".WorkOs.Correlation.";
        CorrelationCookie.SameSite = SameSiteMode.Lax;
        CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    /// <summary>Has no effect: WorkOS itself accepts no scopes. Every scope that is set here is reported at start-up.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new ICollection<string> Scope => base.Scope;

    /// <summary>
    /// Whether the scheme is enabled. Default: <see langword="true"/>. When <see langword="false"/>, the options are not checked at start-up, the
    /// callback path is not handled, and a challenge redirects to <see cref="SignInPath"/> or responds with 401.
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
    /// The client id of the WorkOS environment that the scheme belongs to (<c>client_…</c>). Default: the <see cref="OAuthOptions.ClientId"/>. A
    /// webhook, a call of <see cref="WorkOsSessions"/> or a sign-out ends only sessions of its own environment. Set this option for a scheme with a
    /// client id of its own, such as a Connect application, so that its sessions are ended too. After the value changes, ends of sessions that were
    /// recorded under the previous value no longer apply.
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
    /// The organization of a challenge that names no selector (<c>org_…</c>). Default: none. At most one selector may be set here. If the
    /// organization or connection of a sign-in comes from outside (a tile, the query of the sign-in endpoint), the user must sign in to this
    /// organization; otherwise the sign-in fails with <see cref="WorkOsFailureCodes.OrganizationMismatch"/>. A challenge of the app may name another
    /// organization: a default is not an authorization policy. An app that sets the organization per challenge checks it with
    /// <c>RequireWorkOsOrganization</c>.
    /// </summary>
    public string? Organization { get; set; }

    /// <summary>
    /// The connection of a challenge that names no selector (<c>conn_…</c>). Default: none. At most one selector may be set here. If it is set, an
    /// organization or connection from outside is ignored.
    /// </summary>
    public string? Connection { get; set; }

    /// <summary>
    /// The provider of a challenge that names no selector, for example <c>GoogleOAuth</c>. At most one selector may be set here. Default: none with
    /// single sign-on; with AuthKit <c>authkit</c>, its hosted page, which may be set together with <see cref="Organization"/> and then opens with
    /// that organization selected.
    /// </summary>
    public string? Provider { get; set; }

    /// <summary>
    /// The path of the app's page on which a user chooses how to sign in. A challenge without a selector, and without a default, redirects there with
    /// the return URL in <c>ReturnUrlParameter</c>. Default: none.
    /// </summary>
    public PathString SignInPath { get; set; }

    /// <summary>
    /// The path of the app's page for every failure. The browser is redirected there with <c>?error={code}</c>, and the return URL in
    /// <c>ReturnUrlParameter</c>. The page must allow anonymous users. Default: none; a small built-in page is shown.
    /// </summary>
    public PathString ErrorPath { get; set; }

    /// <summary>
    /// Whether a user who is signed in must confirm before a request from outside (a link to the sign-in endpoint, a tile of an identity provider,
    /// another person's link to the callback) signs them in with another account. Default: <see langword="true"/>. If the current session matches the
    /// request, or the request names no organization or connection, the browser is redirected to the return URL and no sign-in starts. The current
    /// session is that of the default authenticate scheme. A challenge of the app never requires confirmation.
    /// </summary>
    public bool ConfirmAccountSwitch { get; set; } = true;

    /// <summary>
    /// The path of the app's page that asks for this confirmation instead of the built-in page; it renders the form of
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
    /// The origin at which browsers reach the app (<c>https://app.example.com</c>), used for the redirect URI and, if it is https, for <c>Secure</c>
    /// cookies. Default: the scheme and host of the request, which are correct if browsers reach the app directly or if the app uses forwarded
    /// headers.
    /// </summary>
    public Uri? PublicOrigin { get; set; }

    /// <summary>The prefix of the names of the scheme's correlation cookies.</summary>
    internal string CorrelationPrefix { get; set; } = string.Empty;

    /// <summary>The prefix of their names if they are <c>__Host-</c> cookies.</summary>
    internal string HostCorrelationPrefix { get; set; } = string.Empty;

    /// <summary>The values of the configuration section that cannot be read; reported at start-up with all other problems.</summary>
    internal IList<string> ConfigurationProblems { get; } = [];

    /// <summary>The keys of the configuration section that are not settings; logged as warnings at start-up.</summary>
    internal IReadOnlyList<string> UnknownSettings { get; set; } = [];

    /// <summary>
    /// The pages of the scheme that had no endpoint when the app started. A warning is logged for the first request for one of them that ends with a
    /// client error.
    /// </summary>
    internal IReadOnlyList<MissingPage> MissingPages { get; set; } = [];

    /// <summary>
    /// Has no effect: a validator of this package checks the options at start-up, and reports all problems at once instead of the first.
    /// </summary>
    public override void Validate()
    {
    }

    /// <inheritdoc cref="Validate()"/>
    /// <param name="scheme">The name of the scheme.</param>
    public override void Validate(string scheme)
    {
    }

    /// <summary>The client id of the scheme's WorkOS environment.</summary>
    internal string Environment => EnvironmentClientId ?? ClientId ?? string.Empty;

    /// <summary>
    /// Whether the user must sign in to <see cref="Organization"/>, because a request from outside named the selector. Such a request may choose how
    /// to sign in, but not to which organization.
    /// </summary>
    internal bool MustEndInOwnOrganization(Selector? selector) =>
        !string.IsNullOrWhiteSpace(Organization) && selector is { IsFromOutside: true };

    /// <summary>Whether a sign-in without a selector has a default selector or a sign-in page.</summary>
    internal bool HasDefaultWay => DefaultSelector is not null || SignInPath.HasValue;

    /// <summary>The origin at which browsers reach the app.</summary>
    internal string OriginOf(HttpRequest request) => PublicOrigin?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}";

    /// <summary>The absolute URL of an endpoint.</summary>
    internal string Endpoint(string path) => WorkOsAddress.Combine(BaseAddress, path);

    private protected string FirstSet(string? endpoint, string path) => string.IsNullOrEmpty(endpoint) ? Endpoint(path) : endpoint;

    /// <summary>The selector of a challenge that names none.</summary>
    /// <exception cref="InvalidOperationException">More than one is set; start-up reports it.</exception>
    internal abstract Selector? DefaultSelector { get; }

    /// <summary>Creates the events if the app has set none.</summary>
    internal abstract WorkOsRemoteEvents CreateEvents();

    /// <summary>Sets the endpoints that the app has not set.</summary>
    internal abstract void SetEndpoints();

    /// <summary>Sets the options that neither code nor the section of the scheme has set.</summary>
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

    /// <summary>The problems of the credentials.</summary>
    internal virtual IEnumerable<string> FindCredentialProblems(string scheme) =>
        new[] { CredentialProblems.OfClientId(scheme, ClientId), CredentialProblems.OfApiKey(scheme, ClientSecret) }.OfType<string>();

    /// <summary>The problems of the scopes. Most products accept no scopes.</summary>
    internal virtual IEnumerable<string> FindScopeProblems() => Scope.Select(scope =>
        $"Scope has '{scope}', which is never sent: WorkOS takes none for itself; ask an OAuth provider for it with ProviderScopes in WorkOsChallengeProperties");

    /// <summary>The problems that only this product's options can have.</summary>
    internal abstract IEnumerable<string> FindProductProblems();
}
