namespace WorkOs.AspNetCore.Testing;

/// <summary>The data of an access token, for the userinfo endpoint and the introspection endpoint of the AuthKit domain.</summary>
internal sealed record ConnectAccess
{
    public required string ClientId { get; init; }

    public required string Subject { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required string? OrganizationId { get; init; }

    /// <summary>Null for a machine.</summary>
    public required ConnectConsent? Consent { get; init; }

    public required DateTimeOffset Issued { get; init; }

    public required DateTimeOffset Expires { get; init; }
}
