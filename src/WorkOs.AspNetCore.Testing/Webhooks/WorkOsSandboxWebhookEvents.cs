namespace WorkOs.AspNetCore.Testing;

/// <summary>The webhook events that the sandbox sends when its data changes.</summary>
public static class WorkOsSandboxWebhookEvents
{
    /// <summary>A session was revoked; <c>data</c> is the session.</summary>
    public const string SessionRevoked = "session.revoked";

    /// <summary>A user was deleted; <c>data</c> is the user.</summary>
    public const string UserDeleted = "user.deleted";

    /// <summary>A user left an organization; <c>data</c> is the membership.</summary>
    public const string OrganizationMembershipDeleted = "organization_membership.deleted";

    /// <summary>An organization was deleted; <c>data</c> is the organization.</summary>
    public const string OrganizationDeleted = "organization.deleted";

    /// <summary>A connection was activated; <c>data</c> is the connection.</summary>
    public const string ConnectionActivated = "connection.activated";

    /// <summary>A connection was deleted; <c>data</c> is the connection.</summary>
    public const string ConnectionDeleted = "connection.deleted";

    /// <summary>An API key of a customer was revoked; <c>data</c> is the key without its value.</summary>
    public const string ApiKeyRevoked = "api_key.revoked";
}
