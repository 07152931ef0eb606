namespace WorkOs.AspNetCore;

/// <summary>
/// The claims that WorkOS adds to the standard ones of <see cref="System.Security.Claims.ClaimTypes"/>.
/// A claim is present only where WorkOS sent a value that is not empty.
/// </summary>
public static class WorkOsClaimTypes
{
    /// <summary>The id of the organization that the person signed in to (<c>org_…</c>).</summary>
    public const string OrganizationId = "org_id";

    /// <summary>The id of the connection that the person came through (<c>conn_…</c>).</summary>
    public const string ConnectionId = "connection_id";

    /// <summary>The type of the connection, for example <c>OktaSAML</c>. WorkOS adds types: compare, but do not enumerate.</summary>
    public const string ConnectionType = "connection_type";

    /// <summary>The id that the identity provider gave the person. Unique within its connection only.</summary>
    public const string IdpId = "idp_id";

    /// <summary>A group of the person at the identity provider; one claim for each group.</summary>
    public const string Group = "groups";

    /// <summary>The address of a picture of the person, where the identity provider sends one.</summary>
    public const string Picture = "picture";
}
