namespace WorkOs.AspNetCore;

/// <summary>A request that a remote scheme handles, as passed to every step of a sign-in.</summary>
/// <param name="Http">The request and its response.</param>
/// <param name="Scheme">The remote scheme.</param>
/// <param name="Options">The options of the scheme.</param>
/// <param name="Events">The events of the scheme.</param>
/// <param name="PathBase">The path base with which the request arrived.</param>
/// <param name="Path">The path with which the request arrived.</param>
/// <param name="Logger">The logger of the scheme's handler.</param>
/// <param name="ReadSessionAsync">Reads the session of this browser, if this scheme has created it.</param>
internal sealed record RemoteRequest(
    HttpContext Http,
    AuthenticationScheme Scheme,
    WorkOsRemoteOptions Options,
    WorkOsRemoteEvents Events,
    PathString PathBase,
    PathString Path,
    ILogger Logger,
    Func<Task<AuthenticateResult>> ReadSessionAsync)
{
    public string RootUrl => PathBase + "/";

    /// <summary>The origin at which browsers reach the app.</summary>
    public string Origin => Options.OriginOf(Http.Request);

    /// <summary>
    /// Whether browsers reach the app over https, even if a proxy forwards requests over http, so that cookies can be <c>Secure</c>.
    /// </summary>
    public bool IsSecure => Http.Request.IsHttps || Options.PublicOrigin?.Scheme == Uri.UriSchemeHttps;

    public DateTimeOffset Now => Options.TimeProvider!.GetUtcNow();

    public bool IsGet => HttpMethods.IsGet(Http.Request.Method);

    /// <summary>The issuer of the claims that come from WorkOS.</summary>
    public string ClaimsIssuer => Options.ClaimsIssuer ?? Scheme.Name;

    /// <summary>Whether the exception is a failure, and not caused by a disconnected browser.</summary>
    public bool IsFailure(Exception exception) =>
        exception is not OperationCanceledException || !Http.RequestAborted.IsCancellationRequested;
}
