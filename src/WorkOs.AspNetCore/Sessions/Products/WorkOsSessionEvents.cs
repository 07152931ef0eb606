namespace WorkOs.AspNetCore;

/// <summary>
/// The events of every scheme whose sessions follow one at WorkOS: those of a browser sign-in, and those of its sessions. In
/// <c>OnCreatingTicket</c>, <c>context.User</c> is the WorkOS user. Claims that this event adds survive every refresh within the organization,
/// unless their issuer is the scheme's own. Claims from WorkOS that it removes come back with the next refresh, unless
/// <see cref="OnRefreshingSession"/> removes them as well.
/// </summary>
public abstract class WorkOsSessionEvents : WorkOsRemoteEvents
{
    private protected WorkOsSessionEvents()
    {
    }

    /// <summary>
    /// Called when a session has been refreshed or moved to another organization, before it is stored. If the event throws, the session keeps its
    /// previous claims, or ends if it was to move. Default: does nothing.
    /// </summary>
    public Func<WorkOsRefreshingSessionContext, Task> OnRefreshingSession { get; set; } = static _ => Task.CompletedTask;

    /// <summary>
    /// Called when a session could not be refreshed, or WorkOS refused to move it to another organization, once for each attempt. The session
    /// continues while its access token is valid. Default: does nothing.
    /// </summary>
    public Func<WorkOsRefreshFailedContext, Task> OnRefreshFailed { get; set; } = static _ => Task.CompletedTask;

    /// <summary>
    /// Called when a request has a session that has ended, before the app handles the request. Not called for a sign-out, nor for a session whose
    /// browser sends no further request. If the event throws, the request fails. Default: does nothing.
    /// </summary>
    public Func<WorkOsSessionEndedContext, Task> OnSessionEnded { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Calls <see cref="OnRefreshingSession"/>.</summary>
    /// <param name="context">The session.</param>
    /// <returns>A task that completes when the event has been handled.</returns>
    public virtual Task RefreshingSession(WorkOsRefreshingSessionContext context) => OnRefreshingSession(context);

    /// <summary>Calls <see cref="OnRefreshFailed"/>.</summary>
    /// <param name="context">The session.</param>
    /// <returns>A task that completes when the event has been handled.</returns>
    public virtual Task RefreshFailed(WorkOsRefreshFailedContext context) => OnRefreshFailed(context);

    /// <summary>Calls <see cref="OnSessionEnded"/>.</summary>
    /// <param name="context">The session.</param>
    /// <returns>A task that completes when the event has been handled.</returns>
    public virtual Task SessionEnded(WorkOsSessionEndedContext context) => OnSessionEnded(context);
}
