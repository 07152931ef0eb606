namespace WorkOs.AspNetCore;

/// <summary>The user whose sessions are listed or revoked.</summary>
/// <param name="Options">The options of the scheme.</param>
/// <param name="UserId">The id of the user at WorkOS.</param>
/// <param name="SessionId">The id of the session of the request.</param>
internal sealed record SessionOwner(WorkOsSessionOptions Options, string UserId, string? SessionId)
{
    public override string ToString() => nameof(SessionOwner);
}
