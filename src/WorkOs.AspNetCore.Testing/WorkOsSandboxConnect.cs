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

    /// <summary>The applications, oldest first, those that registered themselves among them. The first one is the default of this class's methods.</summary>
    public IReadOnlyList<WorkOsSandboxConnectApplication> Applications => _connect.Applications.All;

    /// <summary>Adds an application.</summary>
    /// <param name="configure">Says what it is. Default: a first-party application with a secret.</param>
    /// <exception cref="ArgumentException">The application does not fit together, or its client id is taken.</exception>
    public WorkOsSandboxConnectApplication AddApplication(Action<WorkOsSandboxConnectApplicationOptions>? configure = null) =>
        _connect.Applications.Add(configure);

    /// <summary>Registers a resource indicator (RFC 8707).</summary>
    /// <param name="uri">The absolute URI, which becomes the audience byte for byte.</param>
    /// <param name="isDefault">Whether it is the audience of clients that registered themselves and ask for none. Default: <see langword="false"/>.</param>
    /// <exception cref="ArgumentException">It is not an absolute URI without a fragment, or it is registered already.</exception>
    public void AddResource(string uri, bool isDefault = false) => _connect.Resources.Add(uri, isDefault);

    /// <summary>
    /// Says what the sandbox finds at the URL of a client metadata document. Otherwise it fetches the document, from loopback hosts only.
    /// </summary>
    /// <param name="clientId">The client id, which is the URL.</param>
    /// <param name="document">The document; its <c>client_id</c> must be the same URL.</param>
    public void AddClientMetadataDocument(string clientId, JsonObject document)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentNullException.ThrowIfNull(document);
        _connect.Documents.Give(clientId, (JsonObject)document.DeepClone());
    }

    /// <summary>Signs a person in as a browser would, and answers the consent page.</summary>
    /// <param name="authorizeUrl">The URL that the application redirected to.</param>
    /// <param name="email">Who signs in.</param>
    /// <param name="organizationId">The organization to choose where the page asks; null, none, by default.</param>
    /// <param name="declines">Whether consent is declined, where the page asks. Default: <see langword="false"/>.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <returns>Where the browser is sent next: the application's callback with a code, or with an error.</returns>
    /// <exception cref="InvalidOperationException">The sandbox answered with a page instead: its text is in the message.</exception>
    public Task<Uri> CompleteSignInAsync(
        Uri authorizeUrl, string email, string? organizationId = null, bool declines = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(authorizeUrl);
        ArgumentException.ThrowIfNullOrEmpty(email);
        return _browser.SignInAsync(authorizeUrl, email, organizationId, declines, cancellationToken);
    }

    /// <summary>Makes an access token of a user, as after consent: for tests of an API.</summary>
    /// <param name="person">One of <see cref="WorkOsSandbox.People"/>; the token is for their organization.</param>
    /// <param name="application">The application that asks; the first of <see cref="Applications"/> by default.</param>
    /// <param name="scopes">The granted scopes; <c>openid profile email</c> by default.</param>
    /// <param name="resource">The resource, which becomes the audience whether or not it is registered; null, the default, for the audience without one.</param>
    /// <param name="change">Changes header, claims or signature of this token.</param>
    /// <exception cref="InvalidOperationException">The JWT template makes the token too big.</exception>
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

    /// <summary>Makes the id token of a user for an application.</summary>
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

    /// <summary>Makes the access token of a machine, as the client credentials grant does.</summary>
    /// <param name="application">A machine.</param>
    /// <param name="scopes">The granted scopes; those of the application by default.</param>
    /// <param name="change">Changes header, claims or signature of this token.</param>
    /// <exception cref="ArgumentException">The application is no machine.</exception>
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

    /// <summary>Withdraws what a user allowed an application: its refresh tokens are refused, and the next sign-in asks again.</summary>
    /// <param name="userId">The user's id.</param>
    /// <param name="clientId">The application's client id.</param>
    /// <returns>False when the user has allowed this application nothing.</returns>
    public bool WithdrawConsent(string userId, string clientId) => _connect.Consents.Withdraw(userId, clientId);

    /// <summary>Signs every browser out of AuthKit itself: the next sign-in asks who it is.</summary>
    public void ForgetBrowsers() => _connect.Browsers.ForgetAll();
}
