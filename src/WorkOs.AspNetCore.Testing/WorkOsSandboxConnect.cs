using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The Connect side of a sandbox: the applications, resources and tokens of its AuthKit domain.</summary>
public sealed class WorkOsSandboxConnect
{
    private readonly ConnectEnvironment _connect;
    private readonly SandboxBrowser _browser;

    internal WorkOsSandboxConnect(ConnectEnvironment connect, SandboxBrowser browser)
    {
        _connect = connect;
        _browser = browser;
    }

    /// <summary>
    /// The applications, oldest first, including dynamically registered ones. The first one is the default in the methods of this class.
    /// </summary>
    public IReadOnlyList<WorkOsSandboxConnectApplication> Applications => _connect.Applications.All;

    /// <summary>Adds an application.</summary>
    /// <param name="configure">Configures the application. Default: a first-party application with a secret.</param>
    /// <exception cref="ArgumentException">The options are inconsistent, or the client id is taken.</exception>
    public WorkOsSandboxConnectApplication AddApplication(Action<WorkOsSandboxConnectApplicationOptions>? configure = null) =>
        _connect.Applications.Add(configure);

    /// <summary>Registers a resource indicator (RFC 8707).</summary>
    /// <param name="uri">The absolute URI, which becomes the audience unchanged.</param>
    /// <param name="isDefault">Whether it is the audience for dynamically registered clients that request no resource. Default: <see langword="false"/>.</param>
    /// <exception cref="ArgumentException">It is not an absolute URI without a fragment, or it is registered already.</exception>
    public void AddResource(string uri, bool isDefault = false) => _connect.Resources.Add(uri, isDefault);

    /// <summary>Sets the client metadata document of a URL. The sandbox fetches documents that were not set, from loopback hosts only.</summary>
    /// <param name="clientId">The client id, which is the URL.</param>
    /// <param name="document">The document; its <c>client_id</c> must be the same URL.</param>
    public void AddClientMetadataDocument(string clientId, JsonObject document)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentNullException.ThrowIfNull(document);
        _connect.Documents.Give(clientId, (JsonObject)document.DeepClone());
    }

    /// <summary>Signs a person in as a browser would, and submits the consent page.</summary>
    /// <param name="authorizeUrl">The URL that the application redirected to.</param>
    /// <param name="email">The e-mail address of the person who signs in.</param>
    /// <param name="organizationId">The organization to choose if the page asks for one. Default: null, none.</param>
    /// <param name="declines">Whether to decline consent if the page asks for it. Default: <see langword="false"/>.</param>
    /// <param name="cancellationToken">Cancels the sign-in.</param>
    /// <returns>The URL that the browser is redirected to: the application's callback with a code or an error.</returns>
    /// <exception cref="InvalidOperationException">The sandbox answered with a page instead of a redirect. The message contains its text.</exception>
    public Task<Uri> CompleteSignInAsync(
        Uri authorizeUrl, string email, string? organizationId = null, bool declines = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(authorizeUrl);
        ArgumentException.ThrowIfNullOrEmpty(email);
        return _browser.SignInAsync(authorizeUrl, email, organizationId, declines, cancellationToken);
    }

    /// <summary>Creates an access token of a user, as after consent, for tests of an API.</summary>
    /// <param name="person">One of <see cref="WorkOsSandbox.People"/>; the token is for their organization.</param>
    /// <param name="application">The application that receives the token; the first of <see cref="Applications"/> by default.</param>
    /// <param name="scopes">The granted scopes; <c>openid profile email</c> by default.</param>
    /// <param name="resource">The resource, which becomes the audience even if it is not registered; null, the default, for the audience of a request
    /// without a resource.</param>
    /// <param name="change">Changes header, claims or signature of this token.</param>
    /// <exception cref="InvalidOperationException">The JWT template makes the token too large.</exception>
    public string CreateAccessToken(
        WorkOsSandboxPerson person,
        WorkOsSandboxConnectApplication? application = null,
        IEnumerable<string>? scopes = null,
        string? resource = null,
        Action<WorkOsSandboxToken>? change = null)
    {
        ArgumentNullException.ThrowIfNull(person);
        application ??= Applications[0];
        IReadOnlyList<string> granted = [.. scopes ?? ScopeList.Default];
        var consent = _connect.Consents.Give(person.UserId, application.ClientId, person.OrganizationId, granted);
        return _connect.Issuer.AccessToken(consent, person, granted, resource ?? _connect.Issuer.Audience(application, resource: null), change)
            ?? throw new InvalidOperationException("The JWT template renders more than 3072 bytes.");
    }

    /// <summary>Creates the id token of a user for an application.</summary>
    /// <param name="person">One of <see cref="WorkOsSandbox.People"/>.</param>
    /// <param name="application">The application, whose client id is the audience; the first of <see cref="Applications"/> by default.</param>
    /// <param name="nonce">The <c>nonce</c> of the authorization request; null, none, by default.</param>
    /// <param name="scopes">The granted scopes; <c>openid profile email</c> by default.</param>
    /// <param name="change">Changes header, claims or signature of this token.</param>
    public string CreateIdToken(
        WorkOsSandboxPerson person,
        WorkOsSandboxConnectApplication? application = null,
        string? nonce = null,
        IEnumerable<string>? scopes = null,
        Action<WorkOsSandboxToken>? change = null)
    {
        ArgumentNullException.ThrowIfNull(person);
        return _connect.Tokens.IdToken((application ?? Applications[0]).ClientId, person, [.. scopes ?? ScopeList.Default], nonce, change);
    }

    /// <summary>Creates the access token of a machine, as the client credentials grant does.</summary>
    /// <param name="application">A machine (M2M) application.</param>
    /// <param name="scopes">The granted scopes; those of the application by default.</param>
    /// <param name="change">Changes header, claims or signature of this token.</param>
    /// <exception cref="ArgumentException">The application is not a machine (M2M) application.</exception>
    public string CreateMachineToken(
        WorkOsSandboxConnectApplication application, IEnumerable<string>? scopes = null, Action<WorkOsSandboxToken>? change = null)
    {
        ArgumentNullException.ThrowIfNull(application);
        return application.IsMachine
            ? _connect.Issuer.MachineToken(application, [.. scopes ?? application.Scopes], change)
            : throw new ArgumentException("The application is no machine.", nameof(application));
    }

    /// <summary>Changes the next access token that the token endpoint issues.</summary>
    /// <param name="change">Changes header, claims or signature.</param>
    public void NextAccessToken(Action<WorkOsSandboxToken> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _connect.Tokens.NextAccessTokens.Add(change);
    }

    /// <summary>Changes the next id token that the token endpoint issues.</summary>
    /// <param name="change">Changes header, claims or signature.</param>
    public void NextIdToken(Action<WorkOsSandboxToken> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _connect.Tokens.NextIdTokens.Add(change);
    }

    /// <summary>Changes the next successful answer of <see cref="WorkOsSandboxEndpoints.ConnectToken"/>.</summary>
    /// <param name="change">Changes the answer in place.</param>
    /// <param name="statusCode">The HTTP status to answer with; 200 by default.</param>
    public void NextTokenResponse(Action<JsonObject> change, int statusCode = 200)
    {
        ArgumentNullException.ThrowIfNull(change);
        _connect.NextTokenResponses.Add(change, statusCode);
    }

    /// <summary>
    /// Withdraws the consent of a user to an application: its refresh tokens are refused, and the next sign-in asks for consent again.
    /// </summary>
    /// <param name="userId">The user's id.</param>
    /// <param name="clientId">The application's client id.</param>
    /// <returns>False if the user has not given this application consent.</returns>
    public bool WithdrawConsent(string userId, string clientId) => _connect.Consents.Withdraw(userId, clientId);

    /// <summary>Ends the AuthKit session of every browser, so that the next sign-in shows the sign-in page.</summary>
    public void ForgetBrowsers() => _connect.Browsers.ForgetAll();
}
