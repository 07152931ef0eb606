namespace WorkOs.AspNetCore;

/// <summary>
/// The options of a scheme that accepts API keys of customers. They can be set in code, in the configuration section
/// <c>Authentication:Schemes:{scheme}</c> and, for the API key of the app, in <c>WORKOS_API_KEY</c>, in this order of precedence.
/// They are validated when the app starts.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/authkit/api-keys"/>.</remarks>
public sealed class WorkOsApiKeyOptions : AuthenticationSchemeOptions, IWebhookOptions
{
    /// <summary>Creates options with the default values.</summary>
    public WorkOsApiKeyOptions()
    {
        Events = new WorkOsApiKeyEvents();
    }

    /// <summary>
    /// Whether the scheme is enabled. Default: <see langword="true"/>. When <see langword="false"/>, its options are not validated,
    /// WorkOS is not called and no key is accepted: every request is unauthenticated, and a challenge answers 401.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// The secret API key of this app (<c>sk_…</c>), which authenticates the calls to WorkOS that validate the keys of customers. Required. A request
    /// that is sent with this key is refused.
    /// </summary>
    public string ApiKey { get; set; } = "";

    /// <summary>
    /// The address of WorkOS. Default: <see cref="WorkOsDefaults.BaseAddress"/>. Set it to the custom authentication domain if the
    /// environment has one. Must be <c>https</c>, or <c>http</c> on a loopback host.
    /// </summary>
    public Uri BaseAddress { get; set; } = WorkOsDefaults.BaseAddress;

    /// <summary>
    /// The request header that contains only the key, such as <c>X-Api-Key</c>. Default: <see langword="null"/>; the key is the bearer token of the
    /// <c>Authorization</c> header.
    /// </summary>
    public string? HeaderName { get; set; }

    /// <summary>
    /// How long an accepted key is cached for further requests. Default: 30 seconds. At most one hour. A key
    /// that a customer revokes is accepted for that long, unless a webhook reports it
    /// (<see cref="Microsoft.AspNetCore.Builder.WorkOsApiKeyEndpointRouteBuilderExtensions.MapWorkOsApiKeyWebhooks"/>). With zero, each request is a call to
    /// WorkOS. A key is never accepted after it has expired.
    /// </summary>
    public TimeSpan RememberFor { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The maximum number of calls to WorkOS per second for unknown keys. Default: 50. A key is known for one hour after WorkOS has accepted it; any
    /// client can send an unknown key. Requests beyond the limit are answered with 503. Must be positive.
    /// </summary>
    public int MaxCallsPerSecond { get; set; } = 50;

    /// <summary>
    /// The maximum number of concurrent calls to WorkOS for unknown keys. Default: 16. Further requests wait for up to two seconds, and are then
    /// answered with 503. Must be positive.
    /// </summary>
    public int MaxConcurrentCalls { get; set; } = 16;

    /// <summary>
    /// The secrets of the webhook endpoint in WorkOS's dashboard: one, or two while a secret is rotated. Default: none; every webhook is refused.
    /// </summary>
    public IList<string> WebhookSecrets { get; } = [];

    /// <summary>How far the timestamp of a webhook may be from now, in either direction. Default: three minutes. Must be positive.</summary>
    public TimeSpan WebhookTolerance { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// The client that calls WorkOS. Default: a client for this scheme that pools connections, does not follow redirects and
    /// uses <see cref="BackchannelTimeout"/> and <see cref="BackchannelHttpHandler"/>, which do not apply to a client that the app sets.
    /// </summary>
    public HttpClient? Backchannel { get; set; }

    /// <summary>The message handler of <see cref="Backchannel"/>. Default: <see langword="null"/>; a handler with pooled connections is created.</summary>
    public HttpMessageHandler? BackchannelHttpHandler { get; set; }

    /// <summary>The timeout of a call to WorkOS, which requests wait for. Default: 5 seconds. Must be positive.</summary>
    public TimeSpan BackchannelTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The events of the scheme. Default: an instance whose delegates do nothing.</summary>
    public new WorkOsApiKeyEvents Events
    {
        get => (WorkOsApiKeyEvents)base.Events!;
        set => base.Events = value;
    }

    /// <summary>The values of the configuration section that cannot be parsed. Reported at start-up, together with all other problems.</summary>
    internal IList<string> ConfigurationProblems { get; } = [];

    internal IReadOnlyList<string> UnknownSettings { get; set; } = [];

    internal ApiKeyValidator Validator { get; set; } = null!;
}
