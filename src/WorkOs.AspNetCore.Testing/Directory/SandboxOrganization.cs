using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>An organization. Its lists are filled before the sandbox starts; afterwards a change makes another object.</summary>
internal sealed record SandboxOrganization(string Id, string Name)
{
    public List<SandboxDomain> Domains { get; init; } = [];

    public string? ExternalId { get; init; }

    public string? StripeCustomerId { get; init; }

    public JsonObject Metadata { get; init; } = [];

    /// <summary>Null for one that the sandbox started with.</summary>
    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Updated { get; init; }

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
