namespace WorkOs.AspNetCore.Testing;

/// <summary>The grant that a code was issued for.</summary>
internal sealed record ConnectGrant
{
    public required ConnectConsent Consent { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required string? Resource { get; init; }

    public required string? Nonce { get; init; }

    public required string? CodeChallenge { get; init; }

    public required string RedirectUri { get; init; }

    public bool Has(string scope) => Scopes.Contains(scope, StringComparer.Ordinal);
}
