namespace WorkOs.AspNetCore;

/// <summary>What an AuthKit domain publishes about itself (OpenID Connect Discovery 1.0, section 3), checked. Endpoints that are optional may be missing.</summary>
internal sealed record ProviderMetadata
{
    /// <summary>The issuer of every token of the domain.</summary>
    public required string Issuer { get; init; }

    public required string AuthorizationEndpoint { get; init; }

    public required string TokenEndpoint { get; init; }

    /// <summary>Where the signing keys are (<c>jwks_uri</c>).</summary>
    public required string KeySet { get; init; }

    public string? UserInfoEndpoint { get; init; }

    /// <summary>Where a refresh token is revoked (RFC 7009). WorkOS documents the endpoint, and does not publish it everywhere.</summary>
    public string? RevocationEndpoint { get; init; }

    /// <summary>Whether every authorization response contains the issuer (RFC 9207).</summary>
    public bool NamesIssuerInAnswers { get; init; }
}
