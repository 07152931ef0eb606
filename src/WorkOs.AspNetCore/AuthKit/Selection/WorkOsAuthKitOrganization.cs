namespace WorkOs.AspNetCore;

/// <summary>An organization that a user may choose.</summary>
public sealed class WorkOsAuthKitOrganization
{
    /// <summary>Its id (<c>org_…</c>).</summary>
    public required string Id { get; init; }

    /// <summary>Its name, to be shown.</summary>
    public required string Name { get; init; }
}
