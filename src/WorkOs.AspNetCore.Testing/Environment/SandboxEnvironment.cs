namespace WorkOs.AspNetCore.Testing;

/// <summary>What every endpoint of one sandbox shares.</summary>
internal sealed class SandboxEnvironment
{
    public required string ClientId { get; init; }

    public required string ApiKey { get; init; }

    public required SandboxClock Clock { get; init; }

    public required SandboxDirectory Directory { get; init; }

    public required RedirectList RedirectUris { get; init; }

    /// <summary>When the sandbox started; what it started with was made then.</summary>
    public required DateTimeOffset Started { get; init; }

    public RequestLog Requests { get; } = new();

    public FaultQueue Faults { get; } = new();

    /// <summary>Where IdP-initiated sign-in lands.</summary>
    public Uri? DefaultRedirectUri { get; set; }

    /// <summary>Where a sign-in that did not begin at the application is sent to begin.</summary>
    public Uri? SignInEndpoint { get; set; }

    public WorkOsSandboxIdpInitiated IdpInitiated { get; set; }

    /// <summary>Known once the server listens.</summary>
    public Uri BaseAddress { get; set; } = null!;

    /// <summary>The AuthKit domain, without a slash at its end; known once the server listens.</summary>
    public string AuthKitDomain { get; set; } = null!;

    public Uri Url(string pathAndQuery) => new(BaseAddress, pathAndQuery);
}
