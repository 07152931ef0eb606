namespace WorkOs.AspNetCore.Testing;

internal sealed record SandboxOrganization(string Id, string Name)
{
    public List<SandboxDomain> Domains { get; } = [];

    public List<string> FeatureFlags { get; } = [];

    public List<string> Entitlements { get; } = [];

    public bool AllowsProfilesOutside { get; set; }

    public string Suffix => Id.StartsWith("org_", StringComparison.Ordinal) ? Id[4..] : Id;

    /// <summary>An organization without a domain takes everyone; one with domains only their people.</summary>
    public bool Accepts(string email) =>
        AllowsProfilesOutside
        || Domains.Count == 0
        || Domains.Any(domain => email.EndsWith('@' + domain.Name, StringComparison.OrdinalIgnoreCase));
}
