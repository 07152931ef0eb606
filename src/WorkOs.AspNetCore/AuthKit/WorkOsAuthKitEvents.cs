using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>
/// The events of an AuthKit scheme: those of every OAuth scheme, and one for every refresh of a session.
/// <c>OnCreatingTicket</c> sees WorkOS's user as <c>context.User</c>; claims that it adds survive every refresh within
/// the organization, as long as their issuer is not the scheme's own. What it takes away of WorkOS's claims comes back
/// with the next refresh, unless <see cref="OnRefreshingSession"/> takes it away as well.
/// </summary>
public class WorkOsAuthKitEvents : OAuthEvents
{
    /// <summary>
    /// Called when a session has been refreshed or moved to another organization, before it is kept. Where it throws,
    /// the session goes on with the claims it had, or ends if it was to move. Default: does nothing.
    /// </summary>
    public Func<WorkOsRefreshingSessionContext, Task> OnRefreshingSession { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Calls <see cref="OnRefreshingSession"/>.</summary>
    /// <param name="context">The session.</param>
    public virtual Task RefreshingSession(WorkOsRefreshingSessionContext context) => OnRefreshingSession(context);
}
