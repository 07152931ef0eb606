using System.Collections.Immutable;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Organizations, connections and people of one environment.</summary>
internal sealed class SandboxDirectory(
    IEnumerable<SandboxOrganization> organizations,
    IEnumerable<SandboxConnection> connections,
    IEnumerable<WorkOsSandboxPerson> people)
{
    private ImmutableList<WorkOsSandboxPerson> _people = [.. people];

    public IReadOnlyList<SandboxOrganization> Organizations { get; } = [.. organizations];

    public IReadOnlyList<SandboxConnection> Connections { get; } = [.. connections];

    public ImmutableList<WorkOsSandboxPerson> People => Volatile.Read(ref _people);

    public SandboxOrganization? Organization(string? id) => Organizations.FirstOrDefault(organization => organization.Id == id);

    public SandboxConnection? Connection(string? id) => Connections.FirstOrDefault(connection => connection.Id == id);

    public IReadOnlyList<WorkOsSandboxPerson> PeopleOf(SandboxConnection connection) =>
        [.. People.Where(person => person.ConnectionId == connection.Id)];

    public WorkOsSandboxPerson? Profile(string? id) =>
        People.FirstOrDefault(person => person.ConnectionId is not null && person.ProfileId == id);

    public IReadOnlyList<WorkOsSandboxPerson> MembershipsOf(string userId) =>
        [.. People.Where(person => person.UserId == userId && person.OrganizationId is not null).DistinctBy(person => person.OrganizationId)];

    public bool IsMember(string userId, string organizationId) =>
        People.Exists(person => person.UserId == userId && person.OrganizationId == organizationId);

    /// <summary>The user as a member of the organization; without an organization, as anyone.</summary>
    public WorkOsSandboxPerson? Member(string userId, string? organizationId) =>
        People.Find(person => person.UserId == userId && (organizationId is null || person.OrganizationId == organizationId));

    public IReadOnlyList<WorkOsSandboxPerson> Remove(Predicate<WorkOsSandboxPerson> leaves)
    {
        var removed = People.FindAll(leaves);
        ImmutableInterlocked.Update(ref _people, current => current.RemoveAll(leaves));
        return removed;
    }
}
