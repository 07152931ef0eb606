namespace WorkOs.AspNetCore.Testing;

/// <summary>Collects organizations, connections and people. Adds default connections, and assigns people to connections.</summary>
internal sealed class SandboxSeed
{
    private readonly Dictionary<string, SandboxOrganization> _organizations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SandboxConnection> _connections = new(StringComparer.Ordinal);
    private readonly List<WorkOsSandboxPerson> _people = [];

    public SandboxRoles Roles { get; } = new();

    public SandboxOrganization Organization(string id) =>
        _organizations.TryGetValue(id, out var organization)
            ? organization
            : throw new ArgumentException($"The organization '{id}' was not added.", nameof(id));

    public void AddOrganization(string id, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!_organizations.TryAdd(id, new(id, name)))
        {
            throw new ArgumentException($"The organization '{id}' was added before.", nameof(id));
        }
    }

    public void AddConnection(string id, string? organizationId, string type, string state)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(state);
        if (!_connections.TryAdd(id, new(id, organizationId is null ? null : Organization(organizationId).Id, type, state)))
        {
            throw new ArgumentException($"The connection '{id}' was added before.", nameof(id));
        }
    }

    public void AddPerson(string? organizationId, string email, Action<WorkOsSandboxPersonBuilder>? configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(email);
        if (email.IndexOf('@', StringComparison.Ordinal) is var at && (at < 1 || at == email.Length - 1))
        {
            throw new ArgumentException("An e-mail address has a name, an @ and a domain.", nameof(email));
        }

        var builder = new WorkOsSandboxPersonBuilder();
        configure?.Invoke(builder);
        var person = builder.Build(organizationId is null ? null : Organization(organizationId).Id, email);
        if (person.ConnectionId is { } connection && !_connections.ContainsKey(connection))
        {
            throw new ArgumentException($"The connection '{connection}' was not added.", nameof(configure));
        }

        _people.Add(person);
    }

    public SandboxDirectory Build()
    {
        var connections = _connections.Values.ToList();
        foreach (var organization in _organizations.Values.Where(organization => _connections.Values.All(connection => connection.OrganizationId != organization.Id)))
        {
            var id = "conn_" + organization.Suffix;
            if (connections.Exists(connection => connection.Id == id))
            {
                throw new InvalidOperationException($"The connection '{id}' is taken; add a connection to the organization '{organization.Id}'.");
            }

            connections.Add(new(id, organization.Id, "GenericSAML", "active"));
        }

        var placed = _people.Select(person => Roles.Give(Place(person, connections), person.Roles)).ToList();
        var twice = placed
            .GroupBy(person => (person.OrganizationId, person.ConnectionId, person.Email.ToLowerInvariant()))
            .FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new(_organizations.Values, connections, placed, Roles)
            : throw new InvalidOperationException($"A person was added twice to '{twice.Key.OrganizationId}'.");
    }

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
