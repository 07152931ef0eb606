namespace WorkOs.AspNetCore.Testing;

/// <summary>An authorization request that has passed all checks.</summary>
internal sealed record ConnectRequest
{
    public required WorkOsSandboxConnectApplication Application { get; init; }

    public required string RedirectUri { get; init; }

    public required string? State { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required string? Resource { get; init; }

    public required string? Nonce { get; init; }

    public required string? CodeChallenge { get; init; }

    public required string? OrganizationId { get; init; }
}
