namespace WorkOs.AspNetCore;

/// <summary>
/// An active session of a user at WorkOS, as <see cref="WorkOsSessions.GetSessionsAsync"/> lists it. Values that WorkOS did not send are
/// <see langword="null"/>. User agent and IP address come from the browser or app: encode them, and do not trust them.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/authkit/session"/>.</remarks>
public sealed class WorkOsUserSession
{
    /// <summary>The id of the session (<c>session_…</c>).</summary>
    public required string Id { get; init; }

    /// <summary>Whether it is the session of the request that asked. Default: <see langword="false"/>.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>The IP address from which the session was created.</summary>
    public string? IpAddress { get; init; }

    /// <summary>The user agent that created the session.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The organization that the session is in (<c>org_…</c>).</summary>
    public string? OrganizationId { get; init; }

    /// <summary>How the user signed in, such as <c>password</c>, <c>sso</c> or <c>passkey</c>. WorkOS adds methods.</summary>
    public string? AuthenticationMethod { get; init; }

    /// <summary>The e-mail address of the impersonator, if support staff acts as the user in this session.</summary>
    public string? Impersonator { get; init; }

    /// <summary>When the session was created, by WorkOS's clock.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When WorkOS last changed its record of the session, most likely at a refresh. WorkOS does not document this.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When the session expires, unless it ends before.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
