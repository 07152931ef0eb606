namespace WorkOs.AspNetCore.Testing;

/// <summary>Completes what was added: default connections, and people at them.</summary>
internal static class SandboxSeed
{
    public static SandboxDirectory Build(
        IReadOnlyCollection<SandboxOrganization> organizations,
        IReadOnlyCollection<SandboxConnection> connections,
        IReadOnlyCollection<WorkOsSandboxPerson> people)
    {
        var all = connections.ToList();
        foreach (var organization in organizations.Where(organization => connections.All(connection => connection.OrganizationId != organization.Id)))
        {
            var id = "conn_" + organization.Suffix;
            if (all.Exists(connection => connection.Id == id))
            {
                throw new InvalidOperationException($"The connection '{id}' is taken; add a connection to the organization '{organization.Id}'.");
            }

            all.Add(new(id, organization.Id, "GenericSAML", "active"));
        }

        var placed = people.Select(person => Place(person, all)).ToList();
        var twice = placed
            .GroupBy(person => (person.OrganizationId, person.ConnectionId, person.Email.ToLowerInvariant()))
            .FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new(organizations, all, placed)
            : throw new InvalidOperationException($"A person was added twice to '{twice.Key.OrganizationId}'.");
    }

    /// <summary>The people that a sandbox without any configuration knows.</summary>
    public static void AddSamplePeople(WorkOsSandboxBuilder builder) => builder
        .AddOrganization("org_acme", "Acme", "acme.com")
        .AddPerson("org_acme", "ada@acme.com", "Ada", "Lovelace", ["Engineering", "Leadership"], "admin", permissions: ["posts:read", "posts:write", "members:manage"])
        .AddPerson("org_acme", "grace@acme.com", "Grace", "Hopper", ["Engineering"], "member", permissions: ["posts:read", "posts:write"])
        .AddPerson("org_acme", "alan@acme.com", "Alan", "Turing", ["Research"], "member", permissions: ["posts:read"])
        .AddFeatureFlags("org_acme", "beta-editor")
        .AddEntitlements("org_acme", "audit-logs")
        .AddOrganization("org_globex", "Globex", "globex.com")
        .AllowProfilesOutsideOrganization("org_globex")
        .AddConnection("conn_globex", "org_globex", "GenericOIDC")
        .AddPerson("org_globex", "katherine@globex.com", "Katherine", "Johnson", ["Flight"], "admin", permissions: ["posts:read", "posts:write", "members:manage"])
        .AddPerson("org_globex", "edsger@globex.com", "Edsger", "Dijkstra", ["Operations"], "member", permissions: ["posts:read"])
        .AddPerson("org_acme", "margaret@acme.com", "Margaret", "Hamilton", ["Engineering"], "member", permissions: ["posts:read"])
        .AddPerson("org_globex", "margaret@acme.com", "Margaret", "Hamilton", ["Flight"], "admin", permissions: ["posts:read", "posts:write"]);

    private static WorkOsSandboxPerson Place(WorkOsSandboxPerson person, List<SandboxConnection> connections)
    {
        if (person.ConnectionId is null)
        {
            return person.OrganizationId is null
                ? person
                : person with { ConnectionId = connections.First(connection => connection.OrganizationId == person.OrganizationId).Id };
        }

        var connection = connections.First(candidate => candidate.Id == person.ConnectionId);
        return connection.OrganizationId == person.OrganizationId
            ? person
            : throw new InvalidOperationException($"The connection '{connection.Id}' belongs to another organization than its person.");
    }
}
