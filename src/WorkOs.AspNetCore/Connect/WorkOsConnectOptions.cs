using System.ComponentModel;
using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>
/// The options of sign-in with WorkOS Connect, WorkOS's OpenID Connect. <see cref="WorkOsRemoteOptions"/> says where they can be set;
/// <c>WORKOS_CLIENT_ID</c> and <c>WORKOS_API_KEY</c> are not used, because a Connect application has credentials of its own:
/// <c>WORKOS_CONNECT_CLIENT_ID</c>, <c>WORKOS_CONNECT_CLIENT_SECRET</c>, and <c>WORKOS_AUTHKIT_DOMAIN</c> for its domain.
/// <c>ClaimActions</c> works on the claims of the id_token.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/authkit/connect"/>.</remarks>
public sealed class WorkOsConnectOptions : WorkOsSessionOptions
{
    // Parameters whose effect on the answer this package does not check, and those of a request object, which would replace the parameters that it
    // sends (OpenID Connect Core 6).
    private static readonly string[] ReservedParameters = ["max_age", "resource", "request", "request_uri", "claims", "registration"];

    /// <summary>Sets the defaults of Connect.</summary>
    public WorkOsConnectOptions()
    {
        CallbackPath = WorkOsConnectDefaults.CallbackPath;
        Events = new WorkOsConnectEvents();
        ClaimActions.MapWorkOsIdToken();
        foreach (var scope in (ReadOnlySpan<string>)["openid", "profile", "email"])
        {
            Scope.Add(scope);
        }
    }

    /// <summary>
    /// The AuthKit domain of the WorkOS environment that users sign in to, such as <c>https://acme.authkit.app</c>, or its custom domain:
    /// the issuer of its tokens, without path. Required. Must be <c>https</c>, or <c>http</c> on a loopback host.
    /// </summary>
    public Uri? AuthKitDomain { get; set; }

    /// <summary>
    /// The scopes of a sign-in. Default: <c>openid</c>, <c>profile</c> and <c>email</c>. Add <c>offline_access</c> for a refresh token, and the
    /// slugs of permissions that are assigned to the application. <c>openid</c> is required. A list in the configuration replaces the default.
    /// </summary>
    public new ICollection<string> Scope => base.Scope;

    /// <summary>
    /// The API that the access token is for, as a resource indicator (RFC 8707): an absolute URI that is registered at WorkOS, compared there
    /// byte by byte. Default: none; WorkOS issues the token for the environment. Where it is set, an access token whose <c>aud</c> is not
    /// exactly this resource is refused, at a sign-in and at a refresh.
    /// </summary>
    public string? Resource { get; set; }

    /// <summary>
    /// Whether <see cref="AuthKitDomain"/> belongs to the app's own WorkOS environment. Default: <see langword="false"/>. The administrators of an
    /// environment control, with its JWT template, <c>role</c>, <c>roles</c>, <c>permissions</c>, <c>entitlements</c>, <c>feature_flags</c> and
    /// every other claim of its access tokens. Only if this is set, they become claims of the user, which policies such as <c>RequireWorkOsRole</c>
    /// accept. Never set it for the environment of another company.
    /// </summary>
    /// <remarks>See <see href="https://workos.com/docs/authkit/jwt-templates"/>.</remarks>
    public bool IsOwnEnvironment { get; set; }

    /// <summary>How the application authenticates at the token endpoint. Default: <see cref="WorkOsClientAuthentication.SecretPost"/>.</summary>
    public WorkOsClientAuthentication ClientAuthentication { get; set; }

    /// <summary>
    /// Whether the claims of the user come from the userinfo endpoint instead of the id_token. Default: <see langword="false"/>. This adds one call
    /// to each sign-in and refresh; with WorkOS, both have the same claims.
    /// </summary>
    public bool GetClaimsFromUserInfoEndpoint { get; set; }

    /// <summary>
    /// Origins (<c>https://tokens.example.com</c>), besides the domain itself, at which the metadata of the domain may have endpoints. Default:
    /// none. The client secret is sent there.
    /// </summary>
    public ISet<string> AllowedEndpointOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Not used: a Connect application has a client secret, and no API key.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new string ApiKey
    {
        get => base.ApiKey;
        set => base.ApiKey = value;
    }

    /// <summary>Not used: every address comes from the metadata of <see cref="AuthKitDomain"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new Uri BaseAddress
    {
        get => base.BaseAddress;
        set => base.BaseAddress = value;
    }

    /// <summary>Not used: Connect takes no connection. Start-up reports one that is set.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new string? Connection
    {
        get => base.Connection;
        set => base.Connection = value;
    }

    /// <summary>Not used: Connect takes no provider. Start-up reports one that is set.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new string? Provider
    {
        get => base.Provider;
        set => base.Provider = value;
    }

    /// <summary>The events of the scheme.</summary>
    public new WorkOsConnectEvents Events
    {
        get => (WorkOsConnectEvents)base.Events;
        set => base.Events = value;
    }

    /// <summary>The OpenID provider of the domain; set when the options are complete.</summary>
    internal ConnectProvider? OpenIdProvider { get; set; }

    internal override void ReadEnvironment(IConfiguration configuration)
    {
        ClientId = EnvironmentSettings.Text(configuration, EnvironmentSettings.ConnectClientId, ClientId);
        ClientSecret = EnvironmentSettings.Text(configuration, EnvironmentSettings.ConnectClientSecret, ClientSecret);
        AuthKitDomain ??= EnvironmentSettings.Address(configuration, EnvironmentSettings.AuthKitDomain, ConfigurationProblems);
        PublicOrigin ??= EnvironmentSettings.Address(configuration, EnvironmentSettings.PublicOrigin, ConfigurationProblems);
    }

    internal override Selector? DefaultSelector => string.IsNullOrWhiteSpace(Organization)
        ? new Selector(SelectorKind.Provider, Selector.HostedProvider)
        : new Selector(SelectorKind.Organization, Organization);

    internal override WorkOsRemoteEvents CreateEvents() => new WorkOsConnectEvents();

    // Checks at start-up, for example of a loopback address, apply to the domain.
    internal override void SetEndpoints() => BaseAddress = IsDomain(AuthKitDomain) ? AuthKitDomain! : WorkOsDefaults.BaseAddress;

    internal override IEnumerable<string> FindCredentialProblems(string scheme)
    {
        var ofClientId = ConnectCredentialProblems.OfClientId(scheme, ClientId);
        return ClientAuthentication == WorkOsClientAuthentication.None
            ? FindPublicClientProblems().Prepend(ofClientId).OfType<string>()
            : new[] { ofClientId, ConnectCredentialProblems.OfSecret(scheme, ClientSecret) }.OfType<string>();
    }

    internal override IEnumerable<string> FindScopeProblems()
    {
        if (!Scope.Contains("openid"))
        {
            yield return "Scope lacks 'openid': without it there is no id_token, and no user can sign in";
        }

        foreach (var scope in Scope.Where(scope => !IsScope(scope)))
        {
            yield return $"Scope has '{scope}', which is no scope: write each scope as an entry of its own, without spaces and quotes";
        }
    }

    internal override IEnumerable<string> FindProductProblems()
    {
        if (!IsDomain(AuthKitDomain))
        {
            yield return "AuthKitDomain must be the https origin of the AuthKit domain as the WorkOS dashboard shows it (Domains), such as https://acme.authkit.app, without a path (http is accepted for loopback hosts only)";
        }

        if (!string.IsNullOrWhiteSpace(Connection) || !string.IsNullOrWhiteSpace(Provider))
        {
            yield return "Connection and Provider cannot be used with Connect, which lets the user choose: remove them, or use AddWorkOs";
        }

        if (!string.IsNullOrEmpty(Resource) && !(Uri.TryCreate(Resource, UriKind.Absolute, out var resource) && !resource.IsFile && resource.Fragment.Length == 0))
        {
            yield return "Resource must be an absolute URI without a fragment, exactly as it is registered at WorkOS (Connect, Configuration)";
        }

        foreach (var origin in AllowedEndpointOrigins.Where(origin => !Uri.TryCreate(origin, UriKind.Absolute, out var uri) || !IsDomain(uri)))
        {
            yield return $"AllowedEndpointOrigins has '{origin}': write an https origin without a path, such as https://tokens.example.com";
        }

        foreach (var parameter in AdditionalAuthorizationParameters.Keys.Where(static name => ReservedParameters.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase)))
        {
            yield return $"AdditionalAuthorizationParameters has '{parameter}', which cannot be used with Connect: remove it; for a resource, set Resource";
        }

        foreach (var problem in base.FindProductProblems())
        {
            yield return problem;
        }
    }

    private static bool IsDomain(Uri? address) => WorkOsAddress.IsSafe(address) && address!.PathAndQuery == "/";

    // RFC 6749, section 3.3.
    private static bool IsScope(string scope) =>
        scope.Length > 0 && !scope.AsSpan().ContainsAnyExceptInRange('!', '~') && !scope.AsSpan().ContainsAny('"', '\\');

    private IEnumerable<string> FindPublicClientProblems()
    {
        if (!UsePkce)
        {
            yield return "UsePkce is off for a public application (ClientAuthentication is None): nothing would bind the code to this app";
        }

        if (!string.IsNullOrEmpty(ClientSecret))
        {
            yield return "ClientSecret is set, and ClientAuthentication is None: remove the secret, or let it be sent";
        }
    }
}
