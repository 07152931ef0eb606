namespace WorkOs.AspNetCore.Testing;

/// <summary>The state that all endpoints of one sandbox share.</summary>
internal sealed class SandboxEnvironment
{
    public required string ClientId { get; init; }

    public required string ApiKey { get; init; }

    public required SandboxClock Clock { get; init; }

    public required SandboxDirectory Directory { get; init; }

    public required RedirectList RedirectUris { get; init; }

    /// <summary>When the sandbox started. It is the creation time of everything that was configured before.</summary>
    public required DateTimeOffset Started { get; init; }

    public RequestLog Requests { get; } = new();

    public FaultQueue Faults { get; } = new();

    /// <summary>The redirect URI of IdP-initiated sign-in.</summary>
    public Uri? DefaultRedirectUri { get; set; }

    /// <summary>The endpoint of the application that starts a sign-in that did not start at the application.</summary>
    public Uri? SignInEndpoint { get; set; }

    public WorkOsSandboxIdpInitiated IdpInitiated { get; set; }

    /// <summary>Set when the server listens.</summary>
    public Uri BaseAddress { get; set; } = null!;

    /// <summary>The AuthKit domain, without a trailing slash. Set when the server listens.</summary>
    public string AuthKitDomain { get; set; } = null!;

    public Uri Url(string pathAndQuery) => new(BaseAddress, pathAndQuery);
}
