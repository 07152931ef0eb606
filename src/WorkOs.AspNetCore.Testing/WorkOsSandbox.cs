using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// A WorkOS in the process, on a loopback port: for tests of an application, and for trying sign-in without an account.
/// It is strict where WorkOS is: registered redirect URIs, one selector, single-use codes of ten minutes, PKCE, client secret.
/// Sandboxes are independent of each other.
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

    /// <summary>Where the sandbox listens: the application's <c>BaseAddress</c> option.</summary>
    public Uri BaseAddress => _environment.BaseAddress;

    /// <summary>The AuthKit domain, another origin than <see cref="BaseAddress"/>: the issuer of Connect, without a slash at its end.</summary>
    public string AuthKitDomain => _environment.AuthKitDomain;

    /// <summary>The client id to configure the application with.</summary>
    public string ClientId => _environment.ClientId;

    /// <summary>The API key to configure the application with; it is the client secret, too.</summary>
    public string ApiKey => _environment.ApiKey;

    /// <summary>The sandbox's clock, which <see cref="AdvanceTime"/> moves. Give it to the application to move both.</summary>
    public TimeProvider TimeProvider => _environment.Clock;

    /// <summary>AuthKit: sessions, keys and webhooks.</summary>
    public WorkOsSandboxAuthKit AuthKit { get; }

    /// <summary>Connect at the <see cref="AuthKitDomain"/>: applications, resources and tokens.</summary>
    public WorkOsSandboxConnect Connect { get; }

    /// <summary>The API keys of customers.</summary>
    public WorkOsSandboxApiKeys ApiKeys => _runtime.ApiKeys;

    /// <summary>Everyone who can sign in, once for each organization they belong to.</summary>
    public IReadOnlyList<WorkOsSandboxPerson> People => _environment.Directory.People;

    /// <summary>The requests that have arrived, oldest first, as of now.</summary>
    public IReadOnlyList<WorkOsSandboxRequest> Requests => _environment.Requests.Snapshot();

    /// <summary>Where IdP-initiated sign-in lands, or null for nowhere. By default as <see cref="WorkOsSandboxBuilder.DefaultRedirectUri"/> says.</summary>
    public Uri? DefaultRedirectUri
    {
        get => _environment.DefaultRedirectUri;
        set => _environment.DefaultRedirectUri = value;
    }

    /// <summary>The application's endpoint that begins a sign-in, or null, the default, for none; WorkOS's dashboard calls it the sign-in endpoint.</summary>
    public Uri? SignInEndpoint
    {
        get => _environment.SignInEndpoint;
        set => _environment.SignInEndpoint = value;
    }

    /// <summary>What opening the application at the identity provider does; <see cref="WorkOsSandboxIdpInitiated.Code"/> by default.</summary>
    public WorkOsSandboxIdpInitiated IdpInitiated
    {
        get => _environment.IdpInitiated;
        set => _environment.IdpInitiated = value;
    }

    /// <summary>
    /// Starts a sandbox that knows two organizations, Acme (<c>acme.com</c>) and Globex (<c>globex.com</c>), with their people; in a test
    /// run or in Development.
    /// </summary>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="InvalidOperationException">The process is neither a test run nor in Development.</exception>
    public static Task<WorkOsSandbox> StartAsync(CancellationToken cancellationToken = default) =>
        StartAsync(AddSampleData, cancellationToken);

    /// <summary>
    /// Starts a sandbox that knows what <paramref name="configure"/> adds, and nothing else: the sample organizations and people only with
    /// <see cref="WorkOsSandboxBuilder.AddSampleData"/>. It signs in anybody as anybody: it starts in a
    /// test run, or where <c>ASPNETCORE_ENVIRONMENT</c> or <c>DOTNET_ENVIRONMENT</c> says Development, and elsewhere only with
    /// <see cref="WorkOsSandboxBuilder.AllowOutsideDevelopment"/>.
    /// </summary>
    /// <param name="configure">Adds organizations, connections, people and redirect URIs.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="ArgumentException">Something was added that WorkOS would not take.</exception>
    /// <exception cref="InvalidOperationException">
    /// The process is neither a test run nor in Development, or what was added does not fit together.
    /// </exception>
    /// <exception cref="IOException">The chosen port is in use.</exception>
    public static Task<WorkOsSandbox> StartAsync(Action<WorkOsSandboxBuilder> configure, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return StartAsync(configure, environment: null, cancellationToken);
    }

    /// <summary>
    /// Starts a sandbox for an app that has one in its own process: in Development, whatever the process is, a test run, too; and elsewhere
    /// only with <see cref="WorkOsSandboxBuilder.AllowOutsideDevelopment"/>.
    /// </summary>
    /// <param name="environment">The environment of the app, such as <c>builder.Environment</c>.</param>
    /// <param name="configure">Adds organizations, connections, people and redirect URIs. Default: the sample people.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="ArgumentException">Something was added that WorkOS would not take.</exception>
    /// <exception cref="InvalidOperationException">The app is not in Development, or what was added does not fit together.</exception>
    /// <exception cref="IOException">The chosen port is in use.</exception>
    public static Task<WorkOsSandbox> StartAsync(
        IHostEnvironment environment, Action<WorkOsSandboxBuilder>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return StartAsync(configure ?? AddSampleData, environment, cancellationToken);
    }

    /// <summary>How many requests a path has had.</summary>
    /// <param name="path">The path, such as <see cref="WorkOsSandboxEndpoints.SsoToken"/>; with a slash at its end, all paths below it.</param>
    public int CountOf(string path) =>
        Requests.Count(request => SandboxPath.Covers(path, request.Path));

    /// <summary>Forgets the requests so far.</summary>
    public void ClearRequests() => _environment.Requests.Clear();

    /// <summary>Moves the sandbox's clock forward, its dates and its timestamps; codes, tokens and sessions age. Timers do not move.</summary>
    /// <param name="by">How far; zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The clock would go backward.</exception>
    public void AdvanceTime(TimeSpan by) => _environment.Clock.Advance(by);

    /// <summary>Makes the next calls of a path fail. Faults for the same path happen in the order in which they were added.</summary>
    /// <param name="path">The path, such as <see cref="WorkOsSandboxEndpoints.SsoToken"/>; with a slash at its end, all paths below it.</param>
    /// <param name="fault">What happens.</param>
    /// <param name="times">How many calls fail, at least 1; 1 by default.</param>
    public void FailNext(string path, WorkOsSandboxFault fault, int times = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _environment.Faults.Add(path, fault, times);
    }

    /// <summary>Makes the next calls of a path answer with a status.</summary>
    /// <param name="path">The path, such as <see cref="WorkOsSandboxEndpoints.SsoToken"/>; with a slash at its end, all paths below it.</param>
    /// <param name="statusCode">The HTTP status to answer with.</param>
    /// <param name="body">The body; empty by default.</param>
    /// <param name="contentType">The body's media type; <c>application/json</c> by default.</param>
    /// <param name="times">How many calls fail, at least 1; 1 by default.</param>
    public void FailNext(string path, int statusCode, string body = "", string contentType = "application/json", int times = 1) =>
        FailNext(path, new() { StatusCode = statusCode, Body = body, ContentType = contentType }, times);

    /// <summary>Makes the next authorize request go back to its redirect URI with an error instead of signing anyone in.</summary>
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
    /// Signs a person in as a browser would: follows the authorize URL, answers the identity provider's page, and consents where the AuthKit
    /// domain asks. To decline, or to choose an organization there: <see cref="WorkOsSandboxConnect.CompleteSignInAsync"/>.
    /// </summary>
    /// <param name="authorizeUrl">The URL that the application redirected to.</param>
    /// <param name="email">Who signs in.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <returns>Where the browser is sent next: the application's callback with a code, or with an error.</returns>
    /// <exception cref="InvalidOperationException">The sandbox answered with a page instead: its text is in the message.</exception>
    public Task<Uri> CompleteSignInAsync(Uri authorizeUrl, string email, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(authorizeUrl);
        ArgumentException.ThrowIfNullOrEmpty(email);
        return _runtime.Browser.SignInAsync(authorizeUrl, email, organizationId: null, declines: false, cancellationToken);
    }

    /// <summary>Opens the application from the identity provider's own list, as <see cref="IdpInitiated"/> says.</summary>
    /// <param name="person">One of <see cref="People"/>, at a SAML connection.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <returns>Where the browser is sent.</returns>
    /// <exception cref="InvalidOperationException">The person can't begin there, or the destination is not set.</exception>
    public Task<Uri> OpenApplicationAsync(WorkOsSandboxPerson person, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        return _runtime.Browser.OpenApplicationAsync(person.ProfileId, cancellationToken);
    }

    /// <summary>Stops the sandbox. Calls that are still open are cut off.</summary>
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
