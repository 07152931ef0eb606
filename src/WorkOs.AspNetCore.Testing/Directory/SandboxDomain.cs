namespace WorkOs.AspNetCore.Testing;

internal sealed record SandboxDomain(string Name, string State)
{
    public bool IsVerified => State is "verified" or "legacy_verified";
}
