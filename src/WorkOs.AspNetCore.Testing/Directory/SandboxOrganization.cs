using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>An organization. Its lists are filled before the sandbox starts. Afterwards, a change creates a new object.</summary>
internal sealed record SandboxOrganization(string Id, string Name)
{
    public List<SandboxDomain> Domains { get; init; } = [];

    public string? ExternalId { get; init; }

    public string? StripeCustomerId { get; init; }

    public JsonObject Metadata { get; init; } = [];

    /// <summary>Null if it existed when the sandbox started.</summary>
    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public List<string> FeatureFlags { get; } = [];

    public List<string> Entitlements { get; } = [];

    public bool AllowsProfilesOutside { get; set; }

    public string Suffix => Id.StartsWith("org_", StringComparison.Ordinal) ? Id[4..] : Id;

    /// <summary>An organization without domains accepts every e-mail address; one with domains accepts addresses of these domains only.</summary>
    public bool Accepts(string email) =>
        AllowsProfilesOutside
        || Domains.Count == 0
        || Domains.Any(domain => email.EndsWith('@' + domain.Name, StringComparison.OrdinalIgnoreCase));
}
