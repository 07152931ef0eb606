namespace WorkOs.AspNetCore.Testing;

/// <summary>The data of a sandbox without configuration.</summary>
internal static class SampleData
{
    public static void AddTo(SandboxSeed seed)
    {
        seed.Roles.Add("admin", ["posts:read", "posts:write", "members:manage"]);
        seed.Roles.Add("member", ["posts:read"]);

        seed.AddOrganization("org_acme", "Acme");
        var acme = seed.Organization("org_acme");
        acme.Domains.Add(new("acme.com", "verified"));
        acme.FeatureFlags.Add("beta-editor");
        acme.Entitlements.Add("audit-logs");
        Add(seed, acme, "ada@acme.com", "Ada", "Lovelace", "admin", ["Engineering", "Leadership"]);
        Add(seed, acme, "grace@acme.com", "Grace", "Hopper", "member", ["Engineering"], "posts:write");
        Add(seed, acme, "alan@acme.com", "Alan", "Turing", "member", ["Research"]);

        seed.AddOrganization("org_globex", "Globex");
        seed.AddConnection("conn_globex", "org_globex", "GenericOIDC", "active");
        var globex = seed.Organization("org_globex");
        globex.Domains.Add(new("globex.com", "verified"));
        globex.AllowsProfilesOutside = true;
        Add(seed, globex, "katherine@globex.com", "Katherine", "Johnson", "admin", ["Flight"]);
        Add(seed, globex, "edsger@globex.com", "Edsger", "Dijkstra", "member", ["Operations"]);

        Add(seed, acme, "margaret@acme.com", "Margaret", "Hamilton", "member", ["Engineering"]);
        Add(seed, globex, "margaret@acme.com", "Margaret", "Hamilton", "admin", ["Flight"]);
    }

    private static void Add(
        SandboxSeed seed, SandboxOrganization organization, string email, string first, string last, string role, string[] groups, params string[] permissions) =>
        seed.AddPerson(
            organization.Id, email, person => person.WithName(first, last).AddRoles(role).AddGroups(groups).AddPermissions(permissions));
}
