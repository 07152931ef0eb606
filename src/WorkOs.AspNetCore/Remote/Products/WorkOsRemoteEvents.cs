using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>The events of every scheme with a browser sign-in through WorkOS: those of an OAuth scheme, and one for sign-out.</summary>
public abstract class WorkOsRemoteEvents : OAuthEvents
{
    private protected WorkOsRemoteEvents()
    {
    }

    /// <summary>
    /// Called after the local session has ended, before the browser is redirected to <c>context.RedirectUri</c>: to WorkOS if a session has to end
    /// there as well, otherwise to the return URL. Default: redirects there.
    /// </summary>
    public Func<RedirectContext<OAuthOptions>, Task> OnRedirectToSignOut { get; set; } = static context =>
    {
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    };

    /// <summary>Calls <see cref="OnRedirectToSignOut"/>.</summary>
    /// <param name="context">The redirect.</param>
    /// <returns>A task that completes when the event has been handled.</returns>
    public virtual Task RedirectToSignOut(RedirectContext<OAuthOptions> context) => OnRedirectToSignOut(context);
}
