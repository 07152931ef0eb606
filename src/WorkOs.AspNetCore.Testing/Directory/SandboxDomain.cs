namespace WorkOs.AspNetCore.Testing;

internal sealed record SandboxDomain(string Name, string State)
{
    public bool IsVerified => State is "verified" or "legacy_verified";

    /// <summary>Null if it existed when the sandbox started.</summary>
    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public string IdIn(string organizationId) => SandboxIds.Derive("org_domain_", organizationId, Name);
}
