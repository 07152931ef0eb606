namespace WorkOs.AspNetCore;

/// <summary>
/// The events of every scheme whose sessions follow one at WorkOS: those of a browser sign-in, and those of its sessions.
/// <c>OnCreatingTicket</c> sees WorkOS's user as <c>context.User</c>; claims that it adds survive every refresh within
/// the organization, as long as their issuer is not the scheme's own. What it takes away of WorkOS's claims comes back
/// with the next refresh, unless <see cref="OnRefreshingSession"/> takes it away as well.
/// </summary>
public abstract class WorkOsSessionEvents : WorkOsRemoteEvents
{
    private protected WorkOsSessionEvents()
    {
    }

    /// <summary>
    /// Called when a session has been refreshed or moved to another organization, before it is kept. Where it throws,
    /// the session goes on with the claims it had, or ends if it was to move. Default: does nothing.
    /// </summary>
    public Func<WorkOsRefreshingSessionContext, Task> OnRefreshingSession { get; set; } = static _ => Task.CompletedTask;

    /// <summary>
    /// Called when a session could not be refreshed, or WorkOS refused to move it to another organization, once for each
    /// attempt. The session goes on while its access token lives. Default: does nothing.
    /// </summary>
    public Func<WorkOsRefreshFailedContext, Task> OnRefreshFailed { get; set; } = static _ => Task.CompletedTask;

    /// <summary>
    /// Called when a request carries a session that has ended, before the app sees the request. Not called for a sign-out,
    /// nor for a session whose browser does not come back. Where it throws, the request fails. Default: does nothing.
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
