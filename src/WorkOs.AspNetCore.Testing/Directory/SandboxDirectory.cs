namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// The organizations, connections and people of one environment. A change replaces the lists, so that lists that a request has read do not change.
/// </summary>
internal sealed class SandboxDirectory(
    IEnumerable<SandboxOrganization> organizations,
    IEnumerable<SandboxConnection> connections,
    IEnumerable<WorkOsSandboxPerson> people,
    SandboxRoles roles)
{
    private readonly Lock _lock = new();
    private volatile IReadOnlyList<SandboxOrganization> _organizations = [.. organizations];
    private volatile IReadOnlyList<SandboxConnection> _connections = [.. connections];
    private volatile IReadOnlyList<WorkOsSandboxPerson> _people = [.. people];
    private volatile IReadOnlyList<WorkOsSandboxPerson> _waiting = [];

    public IReadOnlyList<SandboxOrganization> Organizations => _organizations;

    public IReadOnlyList<SandboxConnection> Connections => _connections;

    /// <summary>The people who can sign in: the active members of each organization, and users without an organization.</summary>
    public IReadOnlyList<WorkOsSandboxPerson> People => _people;

    /// <summary>The members who can't sign in to the organization: deactivated members, and invited people who have not accepted.</summary>
    public IReadOnlyList<WorkOsSandboxPerson> WaitingMembers => _waiting;

    /// <summary>Each user once, oldest first.</summary>
    public IReadOnlyList<WorkOsSandboxPerson> Users => [.. _people.DistinctBy(person => person.UserId)];

    public SandboxOrganization? Organization(string? id) => _organizations.FirstOrDefault(organization => organization.Id == id);

    public SandboxConnection? Connection(string? id) => _connections.FirstOrDefault(connection => connection.Id == id);

    public IReadOnlyList<WorkOsSandboxPerson> PeopleOf(SandboxConnection connection) =>
        [.. _people.Where(person => person.ConnectionId == connection.Id)];

    public WorkOsSandboxPerson? Profile(string? id) =>
        _people.FirstOrDefault(person => person.ConnectionId is not null && person.ProfileId == id);

    public IReadOnlyList<WorkOsSandboxPerson> MembershipsOf(string userId) =>
        [.. _people.Where(person => person.UserId == userId && person.OrganizationId is not null).DistinctBy(person => person.OrganizationId)];

    public bool IsMember(string userId, string organizationId) =>
        _people.Any(person => person.UserId == userId && person.OrganizationId == organizationId);

    /// <summary>The user as a member of the organization; without an organization, the first record of the user.</summary>
    public WorkOsSandboxPerson? Member(string userId, string? organizationId) =>
        _people.FirstOrDefault(person => person.UserId == userId && (organizationId is null || person.OrganizationId == organizationId));

    public WorkOsSandboxPerson? UserByEmail(string email) =>
        _people.FirstOrDefault(person => string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase));

    public WorkOsSandboxPerson? WaitingMember(string userId, string organizationId, SandboxMembershipStatus status) =>
        _waiting.FirstOrDefault(person => person.UserId == userId && person.OrganizationId == organizationId && person.Status == status);

    /// <summary>The user as a new member, who signs in through the first connection of the organization if it has one.</summary>
    public WorkOsSandboxPerson AsMember(WorkOsSandboxPerson user, string organizationId, IReadOnlyList<string> memberRoles, DateTimeOffset now) =>
        WithRoles(
            user.OutsideOrganizations() with
            {
                OrganizationId = organizationId,
                ConnectionId = _connections.FirstOrDefault(connection => connection.OrganizationId == organizationId)?.Id,
                Joined = now,
                MembershipUpdated = now,
            },
            memberRoles);

    /// <summary>The person with these roles and their permissions.</summary>
    public WorkOsSandboxPerson WithRoles(WorkOsSandboxPerson person, IReadOnlyList<string> memberRoles) => roles.Give(person, memberRoles);

    public IReadOnlyList<WorkOsSandboxPerson> Remove(Predicate<WorkOsSandboxPerson> leaves)
    {
        lock (_lock)
        {
            List<WorkOsSandboxPerson> removed = [.. _people.Where(person => leaves(person))];
            _people = [.. _people.Where(person => !leaves(person))];
            _waiting = [.. _waiting.Where(person => !leaves(person))];
            return removed;
        }
    }

    /// <summary>Adds a member who can't sign in to the organization.</summary>
    public void AddWaiting(WorkOsSandboxPerson member)
    {
        lock (_lock)
        {
            _waiting = [.. _waiting.Where(other => !IsSameMember(other, member)), member];
        }
    }

    /// <summary>Adds a user or an active member. The first membership replaces the user's record without an organization.</summary>
    public void Add(WorkOsSandboxPerson person)
    {
        lock (_lock)
        {
            List<WorkOsSandboxPerson> changed = [.. _people];
            var alone = changed.FindIndex(other => other.UserId == person.UserId && other.OrganizationId is null);
            if (alone < 0)
            {
                changed.Add(person);
            }
            else
            {
                changed[alone] = person;
            }

            _people = changed;
            _waiting = [.. _waiting.Where(other => !IsSameMember(other, person))];
        }
    }

    /// <summary>Ends a membership without deleting the user. Returns null if there was none.</summary>
    public WorkOsSandboxPerson? Leave(string userId, string organizationId)
    {
        lock (_lock)
        {
            var member = Member(userId, organizationId);
            var left = member ?? _waiting.FirstOrDefault(person => person.UserId == userId && person.OrganizationId == organizationId);
            if (left is null)
            {
                return null;
            }

            _waiting = [.. _waiting.Where(person => !IsSameMember(person, left))];
            if (member is not null)
            {
                List<WorkOsSandboxPerson> changed = [.. _people];
                var place = changed.IndexOf(member);
                changed.RemoveAll(person => IsSameMember(person, member));
                if (!changed.Exists(person => person.UserId == userId))
                {
                    changed.Insert(place, member.OutsideOrganizations());
                }

                _people = changed;
            }

            return left;
        }
    }

    /// <summary>Deactivates a membership, which can't be used until it is added again.</summary>
    public void Deactivate(string userId, string organizationId, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (Leave(userId, organizationId) is { } left)
            {
                AddWaiting(left with { Status = SandboxMembershipStatus.Inactive, MembershipUpdated = now });
            }
        }
    }

    /// <summary>Changes the selected records.</summary>
    public void Change(Func<WorkOsSandboxPerson, bool> which, Func<WorkOsSandboxPerson, WorkOsSandboxPerson> change)
    {
        lock (_lock)
        {
            _people = [.. _people.Select(person => which(person) ? change(person) : person)];
            _waiting = [.. _waiting.Select(person => which(person) ? change(person) : person)];
        }
    }

    /// <summary>Adds an organization, or replaces the one with the same id.</summary>
    public void Save(SandboxOrganization organization)
    {
        lock (_lock)
        {
            _organizations = Organization(organization.Id) is null
                ? [.. _organizations, organization]
                : [.. _organizations.Select(other => other.Id == organization.Id ? organization : other)];
        }
    }

    /// <summary>Adds a connection, or replaces the one with the same id. Members of its organization without a connection get it.</summary>
    public void Save(SandboxConnection connection)
    {
        lock (_lock)
        {
            _connections = Connection(connection.Id) is null
                ? [.. _connections, connection]
                : [.. _connections.Select(other => other.Id == connection.Id ? connection : other)];
            Change(
                person => person.OrganizationId is { } organization && organization == connection.OrganizationId && person.ConnectionId is null,
                person => person with { ConnectionId = connection.Id });
        }
    }

    public void RemoveConnection(string id)
    {
        lock (_lock)
        {
            _connections = [.. _connections.Where(connection => connection.Id != id)];
            Change(person => person.ConnectionId == id, person => person with { ConnectionId = null });
        }
    }

    /// <summary>Removes an organization with its connections and memberships; its users are not deleted.</summary>
    public void RemoveOrganization(string id)
    {
        lock (_lock)
        {
            foreach (var connection in _connections.Where(connection => connection.OrganizationId == id))
            {
                RemoveConnection(connection.Id);
            }

            foreach (var member in _people.Concat(_waiting).Where(person => person.OrganizationId == id).ToList())
            {
                Leave(member.UserId, id);
            }

            _organizations = [.. _organizations.Where(organization => organization.Id != id)];
        }
    }

    private static bool IsSameMember(WorkOsSandboxPerson left, WorkOsSandboxPerson right) =>
        left.UserId == right.UserId && left.OrganizationId == right.OrganizationId;
}
