using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// A local stand-in for WorkOS that runs in the process, on loopback ports. Use it in tests of an application, or to try sign-in without a WorkOS
/// account. It checks what WorkOS checks: registered redirect URIs, one connection selector, single-use codes that expire after ten minutes, PKCE,
/// and the client secret. Sandboxes are independent of each other.
/// </summary>
public sealed class WorkOsSandbox : IAsyncDisposable
{
    private readonly SandboxRuntime _runtime;
    private readonly SandboxEnvironment _environment;

    private WorkOsSandbox(SandboxRuntime runtime)
    {
        _runtime = runtime;
        _environment = runtime.Environment;
        AuthKit = new(runtime.AuthKit);
        Connect = new(runtime.Connect, runtime.Browser);
    }

    /// <summary>The address that the sandbox listens on. Set the application's <c>BaseAddress</c> option to it.</summary>
    public Uri BaseAddress => _environment.BaseAddress;

    /// <summary>
    /// The AuthKit domain, which is the issuer of Connect: another origin than <see cref="BaseAddress"/>, without a trailing slash.
    /// </summary>
    public string AuthKitDomain => _environment.AuthKitDomain;

    /// <summary>The client id to configure the application with.</summary>
    public string ClientId => _environment.ClientId;

    /// <summary>The API key to configure the application with; it is the client secret, too.</summary>
    public string ApiKey => _environment.ApiKey;

    /// <summary>The sandbox's clock, which <see cref="AdvanceTime"/> moves forward. Register it in the application to move both clocks.</summary>
    public TimeProvider TimeProvider => _environment.Clock;

    /// <summary>AuthKit: sessions, keys and webhooks.</summary>
    public WorkOsSandboxAuthKit AuthKit { get; }

    /// <summary>Connect at the <see cref="AuthKitDomain"/>: applications, resources and tokens.</summary>
    public WorkOsSandboxConnect Connect { get; }

    /// <summary>The API keys of customers.</summary>
    public WorkOsSandboxApiKeys ApiKeys => _runtime.ApiKeys;

    /// <summary>The people who can sign in, once for each organization that they belong to.</summary>
    public IReadOnlyList<WorkOsSandboxPerson> People => _environment.Directory.People;

    /// <summary>A snapshot of the requests that the sandbox has received, oldest first.</summary>
    public IReadOnlyList<WorkOsSandboxRequest> Requests => _environment.Requests.Snapshot();

    /// <summary>
    /// The redirect URI of IdP-initiated sign-in, or null for none. By default the value of <see cref="WorkOsSandboxBuilder.DefaultRedirectUri"/>.
    /// </summary>
    public Uri? DefaultRedirectUri
    {
        get => _environment.DefaultRedirectUri;
        set => _environment.DefaultRedirectUri = value;
    }

    /// <summary>
    /// The application's endpoint that starts a sign-in (the sign-in endpoint in WorkOS's dashboard), or null, the default, for none.
    /// </summary>
    public Uri? SignInEndpoint
    {
        get => _environment.SignInEndpoint;
        set => _environment.SignInEndpoint = value;
    }

    /// <summary>
    /// What happens when a person opens the application at the identity provider; <see cref="WorkOsSandboxIdpInitiated.Code"/> by default.
    /// </summary>
    public WorkOsSandboxIdpInitiated IdpInitiated
    {
        get => _environment.IdpInitiated;
        set => _environment.IdpInitiated = value;
    }

    /// <summary>
    /// Starts a sandbox with two sample organizations, Acme (<c>acme.com</c>) and Globex (<c>globex.com</c>), and their people. It starts in a test
    /// run or in Development only.
    /// </summary>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="InvalidOperationException">The process is neither a test run nor in Development.</exception>
    public static Task<WorkOsSandbox> StartAsync(CancellationToken cancellationToken = default) =>
        StartAsync(AddSampleData, cancellationToken);

    /// <summary>
    /// Starts a sandbox with only what <paramref name="configure"/> adds. <see cref="WorkOsSandboxBuilder.AddSampleData"/> adds the sample
    /// organizations and people. The sandbox lets anybody sign in as any person, so it starts only in a test run, or if <c>ASPNETCORE_ENVIRONMENT</c>
    /// or <c>DOTNET_ENVIRONMENT</c> is Development. <see cref="WorkOsSandboxBuilder.AllowOutsideDevelopment"/> lets it start elsewhere.
    /// </summary>
    /// <param name="configure">Adds organizations, connections, people and redirect URIs.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">Something was added that WorkOS would not accept.</exception>
    /// <exception cref="InvalidOperationException">The process is neither a test run nor in Development, or what was added is inconsistent.</exception>
    /// <exception cref="IOException">The chosen port is in use.</exception>
    public static Task<WorkOsSandbox> StartAsync(Action<WorkOsSandboxBuilder> configure, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return StartAsync(configure, environment: null, cancellationToken);
    }

    /// <summary>
    /// Starts a sandbox in the process of an app. It starts only if the environment of the app is Development, in a test run, too.
    /// <see cref="WorkOsSandboxBuilder.AllowOutsideDevelopment"/> lets it start in other environments.
    /// </summary>
    /// <param name="environment">The environment of the app, such as <c>builder.Environment</c>.</param>
    /// <param name="configure">Adds organizations, connections, people and redirect URIs. Default: the sample people.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">Something was added that WorkOS would not accept.</exception>
    /// <exception cref="InvalidOperationException">The app is not in Development, or what was added is inconsistent.</exception>
    /// <exception cref="IOException">The chosen port is in use.</exception>
    public static Task<WorkOsSandbox> StartAsync(
        IHostEnvironment environment, Action<WorkOsSandboxBuilder>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return StartAsync(configure ?? AddSampleData, environment, cancellationToken);
    }

    /// <summary>Counts the requests that a path has received.</summary>
    /// <param name="path">The path, such as <see cref="WorkOsSandboxEndpoints.SsoToken"/>; a path with a trailing slash stands for all paths below it.</param>
    public int CountOf(string path) =>
        Requests.Count(request => SandboxPath.Covers(path, request.Path));

    /// <summary>Removes all requests from <see cref="Requests"/>.</summary>
    public void ClearRequests() => _environment.Requests.Clear();

    /// <summary>
    /// Moves the sandbox's clock forward, its date and its timestamp, so that codes, tokens and sessions age. Timers are not affected.
    /// </summary>
    /// <param name="by">How far; zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The clock would go backward.</exception>
    public void AdvanceTime(TimeSpan by) => _environment.Clock.Advance(by);

    /// <summary>Makes the next calls of a path fail. Faults for the same path happen in the order in which they were added.</summary>
    /// <param name="path">The path, such as <see cref="WorkOsSandboxEndpoints.SsoToken"/>; a path with a trailing slash stands for all paths below it.</param>
    /// <param name="fault">How the calls fail.</param>
    /// <param name="times">How many calls fail, at least 1; 1 by default.</param>
    public void FailNext(string path, WorkOsSandboxFault fault, int times = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _environment.Faults.Add(path, fault, times);
    }

    /// <summary>Makes the next calls of a path answer with a status.</summary>
    /// <param name="path">The path, such as <see cref="WorkOsSandboxEndpoints.SsoToken"/>; a path with a trailing slash stands for all paths below it.</param>
    /// <param name="statusCode">The HTTP status to answer with.</param>
    /// <param name="body">The body; empty by default.</param>
    /// <param name="contentType">The body's media type; <c>application/json</c> by default.</param>
    /// <param name="times">How many calls fail, at least 1; 1 by default.</param>
    public void FailNext(string path, int statusCode, string body = "", string contentType = "application/json", int times = 1) =>
        FailNext(path, new() { StatusCode = statusCode, Body = body, ContentType = contentType }, times);

    /// <summary>Makes the next authorization request end with an error: the browser is redirected to the redirect URI, and no one signs in.</summary>
    /// <param name="error">The error code, such as <c>server_error</c>.</param>
    /// <param name="description">The <c>error_description</c>; none by default.</param>
    public void FailNextAuthorize(string error, string? description = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(error);
        _environment.Faults.AddAuthorization(error, description);
    }

    /// <summary>Changes the profile of the next successful token response, and of the profile endpoint after it.</summary>
    /// <param name="change">Changes the profile object in place.</param>
    public void NextProfile(Action<JsonObject> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _runtime.SsoGrants.NextProfiles.Enqueue(change);
    }

    /// <summary>Changes the whole of the next successful answer of <see cref="WorkOsSandboxEndpoints.SsoToken"/>.</summary>
    /// <param name="change">Changes the answer in place.</param>
    /// <param name="statusCode">The HTTP status to answer with, 200 by default; WorkOS uses 200 and 201.</param>
    public void NextTokenResponse(Action<JsonObject> change, int statusCode = 200)
    {
        ArgumentNullException.ThrowIfNull(change);
        _runtime.SsoGrants.NextResponses.Add(change, statusCode);
    }

    /// <summary>
    /// Signs a person in as a browser would: requests the authorize URL, submits the identity provider's page, and consents if the AuthKit domain
    /// asks for it. Call <see cref="WorkOsSandboxConnect.CompleteSignInAsync"/> to decline consent or to choose an organization.
    /// </summary>
    /// <param name="authorizeUrl">The URL that the application redirected to.</param>
    /// <param name="email">The e-mail address of the person who signs in.</param>
    /// <param name="cancellationToken">Cancels the sign-in.</param>
    /// <returns>The URL that the browser is redirected to: the application's callback with a code or an error.</returns>
    /// <exception cref="InvalidOperationException">The sandbox answered with a page instead of a redirect. The message contains its text.</exception>
    public Task<Uri> CompleteSignInAsync(Uri authorizeUrl, string email, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(authorizeUrl);
        ArgumentException.ThrowIfNullOrEmpty(email);
        return _runtime.Browser.SignInAsync(authorizeUrl, email, organizationId: null, declines: false, cancellationToken);
    }

    /// <summary>Opens the application from the identity provider's list of applications. <see cref="IdpInitiated"/> determines the result.</summary>
    /// <param name="person">One of <see cref="People"/>, with a SAML connection.</param>
    /// <param name="cancellationToken">Cancels the sign-in.</param>
    /// <returns>The URL that the browser is redirected to.</returns>
    /// <exception cref="InvalidOperationException">The person's connection does not allow IdP-initiated sign-in, or the destination is not set.</exception>
    public Task<Uri> OpenApplicationAsync(WorkOsSandboxPerson person, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        return _runtime.Browser.OpenApplicationAsync(person.ProfileId, cancellationToken);
    }

    /// <summary>Stops the sandbox, and aborts the requests that are still in progress.</summary>
    public ValueTask DisposeAsync() => _runtime.DisposeAsync();

    private static async Task<WorkOsSandbox> StartAsync(
        Action<WorkOsSandboxBuilder> configure, IHostEnvironment? environment, CancellationToken cancellationToken)
    {
        var builder = new WorkOsSandboxBuilder();
        configure(builder);
        if (!builder.AllowOutsideDevelopment)
        {
            SandboxPlace.Of(environment).Check();
        }

        var runtime = builder.Build();
        try
        {
            await runtime.StartAsync(builder.Port, cancellationToken);
            return new(runtime);
        }
        catch
        {
            await runtime.DisposeAsync();
            throw;
        }
    }

    private static void AddSampleData(WorkOsSandboxBuilder builder) => builder.AddSampleData();
}
