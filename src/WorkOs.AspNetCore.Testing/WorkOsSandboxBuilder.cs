namespace WorkOs.AspNetCore.Testing;

/// <summary>Configures a <see cref="WorkOsSandbox"/> before it starts. Every method returns the builder.</summary>
public sealed class WorkOsSandboxBuilder
{
    private readonly SandboxSeed _seed = new();
    private readonly List<RedirectPattern> _redirectUris = [];
    private readonly List<RedirectPattern> _signOutRedirects = [];
    private readonly List<Action<WorkOsSandboxConnectApplicationOptions>?> _applications = [];
    private readonly List<(string Uri, bool IsDefault)> _resources = [];

    internal WorkOsSandboxBuilder()
    {
    }

    /// <summary>The client id that applications send. By default a new one, <c>client_…</c>, for each sandbox.</summary>
    public string ClientId { get; set; } = SandboxIds.New("client_");

    /// <summary>The API key, which is also the client secret. By default a new one, <c>sk_test_…</c>, for each sandbox.</summary>
    public string ApiKey { get; set; } = "sk_test_" + SandboxIds.NewSecret();

    /// <summary>The clock that determines when codes and tokens expire; <see cref="TimeProvider.System"/> by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The loopback port to listen on; 0, the default, lets the system choose one.</summary>
    public int Port { get; set; }

    /// <summary>
    /// The redirect URI of IdP-initiated sign-in. Default: the first registered redirect URI without a wildcard.
    /// <see cref="WorkOsSandbox.DefaultRedirectUri"/> changes it after the start.
    /// </summary>
    public Uri? DefaultRedirectUri { get; set; }

    /// <summary>
    /// The application's endpoint that starts a sign-in. Default: null, none. <see cref="WorkOsSandbox.SignInEndpoint"/> changes it after the start.
    /// </summary>
    public Uri? SignInEndpoint { get; set; }

    /// <summary>
    /// What happens when a person opens the application at the identity provider; <see cref="WorkOsSandboxIdpInitiated.Code"/> by default.
    /// </summary>
    public WorkOsSandboxIdpInitiated IdpInitiated { get; set; }

    /// <summary>
    /// Whether the sandbox starts in every environment. Default: <see langword="false"/>: it starts in tests and in Development only, because it lets
    /// anybody sign in as any person. Set it for a demonstration without real users, or if the test runner is not recognized.
    /// </summary>
    public bool AllowOutsideDevelopment { get; set; }

    /// <summary>The settings of AuthKit.</summary>
    public WorkOsSandboxAuthKitOptions AuthKit { get; } = new();

    /// <summary>The settings of Connect and of the AuthKit domain.</summary>
    public WorkOsSandboxConnectOptions Connect { get; } = new();

    /// <summary>
    /// Adds the data of a sandbox without configuration: the organizations Acme (<c>acme.com</c>) and Globex (<c>globex.com</c>) with one connection
    /// each, people, and the roles <c>admin</c> and <c>member</c> with their permissions. A sandbox with a configuration has this data only if it
    /// calls this method.
    /// </summary>
    /// <exception cref="ArgumentException">One of these organizations (<c>org_acme</c>, <c>org_globex</c>) or roles was added before.</exception>
    public WorkOsSandboxBuilder AddSampleData()
    {
        SampleData.AddTo(_seed);
        return this;
    }

    /// <summary>Adds an organization. It gets the connection <c>conn_{id without org_}</c> unless one is added to it.</summary>
    /// <param name="id">The id, such as <c>org_acme</c>.</param>
    /// <param name="name">The name to show.</param>
    /// <param name="verifiedDomains">Its verified e-mail domains. If it has any, people of other domains are refused, as at WorkOS.</param>
    /// <exception cref="ArgumentException">The id is empty or taken.</exception>
    public WorkOsSandboxBuilder AddOrganization(string id, string name, params IEnumerable<string> verifiedDomains)
    {
        ArgumentNullException.ThrowIfNull(verifiedDomains);
        _seed.AddOrganization(id, name);
        foreach (var domain in verifiedDomains)
        {
            AddDomain(id, domain);
        }

        return this;
    }

    /// <summary>Adds an e-mail domain to an organization.</summary>
    /// <param name="organizationId">An organization that was added before.</param>
    /// <param name="domain">The domain, such as <c>acme.com</c>.</param>
    /// <param name="state"><c>verified</c> by default; else <c>legacy_verified</c>, <c>pending</c>, <c>unverified</c> or <c>failed</c>.</param>
    /// <exception cref="ArgumentException">The organization was not added.</exception>
    public WorkOsSandboxBuilder AddDomain(string organizationId, string domain, string state = "verified")
    {
        ArgumentException.ThrowIfNullOrEmpty(domain);
        ArgumentException.ThrowIfNullOrEmpty(state);
        _seed.Organization(organizationId).Domains.Add(new(domain.ToLowerInvariant(), state));
        return this;
    }

    /// <summary>Lets people sign in to an organization with an e-mail of another domain.</summary>
    /// <param name="organizationId">An organization that was added before.</param>
    /// <exception cref="ArgumentException">The organization was not added.</exception>
    public WorkOsSandboxBuilder AllowProfilesOutsideOrganization(string organizationId)
    {
        _seed.Organization(organizationId).AllowsProfilesOutside = true;
        return this;
    }

    /// <summary>Adds a connection.</summary>
    /// <param name="id">The id, such as <c>conn_acme</c>.</param>
    /// <param name="organizationId">Its organization, or null, the default, for a connection of the whole environment.</param>
    /// <param name="type">The connection type, such as <c>GenericSAML</c>, the default, <c>GenericOIDC</c> or <c>GoogleOAuth</c>; any string.</param>
    /// <param name="state">The state; <c>active</c> by default. People can sign in through an active connection only.</param>
    /// <exception cref="ArgumentException">The id is empty or taken, or the organization was not added.</exception>
    public WorkOsSandboxBuilder AddConnection(string id, string? organizationId = null, string type = "GenericSAML", string state = "active")
    {
        _seed.AddConnection(id, organizationId, type, state);
        return this;
    }

    /// <summary>
    /// Adds a person to an organization. The same e-mail in several organizations is one AuthKit user with several memberships.
    /// </summary>
    /// <param name="organizationId">An organization that was added before, or null for a person outside of all organizations.</param>
    /// <param name="email">The e-mail address, which also selects the person at sign-in.</param>
    /// <param name="configure">Adds name, roles, permissions, groups and the like. Default: none of them.</param>
    /// <exception cref="ArgumentException">The e-mail address is not valid, or the organization or connection was not added.</exception>
    public WorkOsSandboxBuilder AddPerson(string? organizationId, string email, Action<WorkOsSandboxPersonBuilder>? configure = null)
    {
        _seed.AddPerson(organizationId, email, configure);
        return this;
    }

    /// <summary>
    /// Adds a role with its permissions. Members of an organization who have the role get these permissions, in addition to those of
    /// <see cref="WorkOsSandboxPersonBuilder.AddPermissions"/>. A role that was not added can also be assigned; it has no permissions. Default: none.
    /// </summary>
    /// <param name="slug">The slug, such as <c>admin</c>; <c>member</c> is the role of members without an assigned role.</param>
    /// <param name="permissions">The slugs of its permissions.</param>
    /// <exception cref="ArgumentException">The slug is empty, or the role was added before.</exception>
    /// <exception cref="ArgumentNullException">The slug or the permissions are null.</exception>
    public WorkOsSandboxBuilder AddRole(string slug, params IEnumerable<string> permissions)
    {
        _seed.Roles.Add(slug, permissions);
        return this;
    }

    /// <summary>
    /// Registers a redirect URI, with WorkOS's rules: <c>https</c>, or <c>http</c> for a loopback host; one <c>*</c> in the leftmost label of the
    /// host, or as the port of a loopback host. If none is added, <c>/signin-workos</c> and <c>/signin-workos-authkit</c> of loopback hosts are
    /// registered.
    /// </summary>
    /// <param name="redirectUri">The absolute URL or pattern.</param>
    /// <exception cref="ArgumentException">WorkOS would not accept this redirect.</exception>
    public WorkOsSandboxBuilder AddRedirectUri(string redirectUri)
    {
        var pattern = RedirectPattern.Parse(redirectUri);
        _redirectUris.Add(pattern);
        if (!pattern.HasWildcard)
        {
            DefaultRedirectUri ??= new(redirectUri);
        }

        return this;
    }

    /// <summary>
    /// Registers a sign-out redirect, with the rules of <see cref="AddRedirectUri"/>. If none is added, every URL of a loopback host is registered.
    /// </summary>
    /// <param name="redirect">The absolute URL or pattern.</param>
    /// <exception cref="ArgumentException">WorkOS would not accept this redirect.</exception>
    public WorkOsSandboxBuilder AddSignOutRedirect(string redirect)
    {
        _signOutRedirects.Add(RedirectPattern.Parse(redirect));
        return this;
    }

    /// <summary>Switches feature flags on for an organization.</summary>
    /// <param name="organizationId">An organization that was added before.</param>
    /// <param name="flags">The flags' slugs.</param>
    /// <exception cref="ArgumentException">The organization was not added.</exception>
    public WorkOsSandboxBuilder AddFeatureFlags(string organizationId, params IEnumerable<string> flags)
    {
        _seed.Organization(organizationId).FeatureFlags.AddRange(flags);
        return this;
    }

    /// <summary>Gives entitlements to an organization.</summary>
    /// <param name="organizationId">An organization that was added before.</param>
    /// <param name="entitlements">The entitlements.</param>
    /// <exception cref="ArgumentException">The organization was not added.</exception>
    public WorkOsSandboxBuilder AddEntitlements(string organizationId, params IEnumerable<string> entitlements)
    {
        _seed.Organization(organizationId).Entitlements.AddRange(entitlements);
        return this;
    }

    /// <summary>
    /// Adds a Connect application; <see cref="WorkOsSandboxConnect.AddApplication"/> adds one after the start. If none is added, there is a
    /// first-party application with a secret; <see cref="WorkOsSandboxConnect.Applications"/> has its client id.
    /// </summary>
    /// <param name="configure">Configures the application. Default: a first-party application with a secret.</param>
    public WorkOsSandboxBuilder AddConnectApplication(Action<WorkOsSandboxConnectApplicationOptions>? configure = null)
    {
        _applications.Add(configure);
        return this;
    }

    /// <summary>Registers a resource indicator (RFC 8707); <see cref="WorkOsSandboxConnect.AddResource"/> registers one after the start.</summary>
    /// <param name="uri">The absolute URI, which becomes the audience unchanged.</param>
    /// <param name="isDefault">Whether it is the audience for dynamically registered clients that request no resource. Default: <see langword="false"/>.</param>
    public WorkOsSandboxBuilder AddResource(string uri, bool isDefault = false)
    {
        _resources.Add((uri, isDefault));
        return this;
    }

    internal SandboxRuntime Build()
    {
        var clock = new SandboxClock(TimeProvider);
        var environment = new SandboxEnvironment
        {
            ClientId = ClientId,
            ApiKey = ApiKey,
            Clock = clock,
            Started = clock.GetUtcNow(),
            Directory = _seed.Build(),
            RedirectUris = _redirectUris.Count > 0
                ? new(_redirectUris)
                : RedirectList.LoopbackPaths("/signin-workos", "/signin-workos-authkit"),
            DefaultRedirectUri = DefaultRedirectUri,
            SignInEndpoint = SignInEndpoint,
            IdpInitiated = IdpInitiated,
        };
        var authKit = new AuthKitEnvironment(
            environment, AuthKit, _signOutRedirects.Count > 0 ? new(_signOutRedirects) : RedirectList.AnyLoopback());
        var connect = new ConnectEnvironment(environment, Connect, authKit.SigningKeys);
        foreach (var configure in _applications.DefaultIfEmpty())
        {
            connect.Applications.Add(configure);
        }

        _resources.ForEach(resource => connect.Resources.Add(resource.Uri, resource.IsDefault));
        return new(environment, authKit, connect);
    }
}
