namespace WorkOs.AspNetCore;

/// <summary>An organization that a person may choose.</summary>
/// <param name="Id">Its id (<c>org_…</c>).</param>
/// <param name="Name">Its name, for a person to read.</param>
public sealed record WorkOsOrganizationChoice(string Id, string Name);
