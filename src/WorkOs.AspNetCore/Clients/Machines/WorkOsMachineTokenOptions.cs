namespace WorkOs.AspNetCore;

/// <summary>
/// The options of an HTTP client that calls other services with tokens of its own (OAuth 2.0 client credentials). They are validated when the
/// app starts.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/authkit/connect/m2m"/>.</remarks>
public sealed class WorkOsMachineTokenOptions
{
    /// <summary>
    /// The AuthKit domain that issues the tokens, such as <c>https://acme.authkit.app</c>: an origin without a path. Required. Must be
    /// <c>https</c>, or <c>http</c> on a loopback host.
    /// </summary>
    public Uri? AuthKitDomain { get; set; }

    /// <summary>The client id of the M2M application (<c>client_…</c>), which is not that of the WorkOS environment. Required.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>A client secret of the M2M application, which is not an API key. Required.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The scopes to ask for, each a permission that is assigned to the application. Default: none; WorkOS then grants what the application has.</summary>
    public IList<string> Scope { get; } = [];

    /// <summary>The resource indicator of the service that is called (RFC 8707), as registered in WorkOS's dashboard. Default: <see langword="null"/>; none is sent.</summary>
    public string? Resource { get; set; }

    /// <summary>
    /// The origins to which tokens may be sent, such as <c>https://api.example.com</c>. Default: empty; tokens are then sent to the origin of the
    /// client's base address only. A request to another origin throws an <see cref="InvalidOperationException"/>.
    /// </summary>
    public IList<string> Origins { get; } = [];

    /// <summary>
    /// The client that calls the AuthKit domain. Default: a client that pools connections, does not follow redirects and
    /// uses <see cref="BackchannelTimeout"/> and <see cref="BackchannelHttpHandler"/>, which do not apply to a client that the app sets.
    /// </summary>
    public HttpClient? Backchannel { get; set; }

    /// <summary>The message handler of <see cref="Backchannel"/>. Default: <see langword="null"/>; a handler with pooled connections is created.</summary>
    public HttpMessageHandler? BackchannelHttpHandler { get; set; }

    /// <summary>The timeout of a call to the AuthKit domain. Default: 10 seconds. Must be positive.</summary>
    public TimeSpan BackchannelTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
