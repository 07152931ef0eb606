namespace WorkOs.AspNetCore;

/// <summary>
/// An active session of a user at WorkOS, as <see cref="WorkOsSessions.GetSessionsAsync"/> lists it. Whatever WorkOS did not say is
/// <see langword="null"/>. User agent and address are what a browser or an app sent: encode them, and do not trust them.
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

    /// <summary>The e-mail address of the impersonator, where the session is one of support staff that acts for the user.</summary>
    public string? Impersonator { get; init; }

    /// <summary>When the session was created, by WorkOS's clock.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When WorkOS last changed what it has of the session. WorkOS does not document what changes it; a refresh is the likeliest.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When the session expires, unless it ends before.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
