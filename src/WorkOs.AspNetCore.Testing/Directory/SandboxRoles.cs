namespace WorkOs.AspNetCore.Testing;

/// <summary>The roles and their permissions. They are added before the sandbox starts.</summary>
internal sealed class SandboxRoles
{
    private readonly Dictionary<string, IReadOnlyList<string>> _permissions = new(StringComparer.Ordinal);

    public void Add(string slug, IEnumerable<string> permissions)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        ArgumentNullException.ThrowIfNull(permissions);
        if (!_permissions.TryAdd(slug, [.. permissions]))
        {
            throw new ArgumentException($"The role '{slug}' was added before.", nameof(slug));
        }
    }

    /// <summary>The person with these roles and their permissions.</summary>
    public WorkOsSandboxPerson Give(WorkOsSandboxPerson person, IReadOnlyList<string> roles)
    {
        var inRoles = person with { Roles = roles };
        return inRoles with
        {
            Permissions = inRoles.OrganizationId is null
                ? inRoles.OwnPermissions
                : [.. inRoles.MembershipRoles.SelectMany(PermissionsOf).Union(inRoles.OwnPermissions, StringComparer.Ordinal)],
        };
    }

    private IReadOnlyList<string> PermissionsOf(string role) => _permissions.GetValueOrDefault(role, []);
}
