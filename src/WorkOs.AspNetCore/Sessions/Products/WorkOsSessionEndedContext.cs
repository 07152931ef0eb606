namespace WorkOs.AspNetCore;

/// <summary>
/// The context of <see cref="WorkOsSessionEvents.SessionEnded"/>: a session that has ended, found in a request. Its cookie has been removed, and
/// the request continues unauthenticated.
/// </summary>
/// <param name="context">The request with the session.</param>
/// <param name="scheme">The scheme that had signed in.</param>
/// <param name="options">The options of the scheme.</param>
/// <param name="principal">The user of the session.</param>
/// <param name="reason">Why the session has ended.</param>
/// <exception cref="ArgumentNullException"><paramref name="context"/>, <paramref name="scheme"/> or <paramref name="options"/> is null.</exception>
public sealed class WorkOsSessionEndedContext(
    HttpContext context, AuthenticationScheme scheme, WorkOsSessionOptions options, ClaimsPrincipal principal, WorkOsSessionEndReason reason)
    : BaseContext<WorkOsSessionOptions>(context, scheme, options)
{
    /// <summary>The user of the session, as last known.</summary>
    public ClaimsPrincipal Principal { get; } = principal;

    /// <summary>Why the session has ended.</summary>
    public WorkOsSessionEndReason Reason { get; } = reason;
}
