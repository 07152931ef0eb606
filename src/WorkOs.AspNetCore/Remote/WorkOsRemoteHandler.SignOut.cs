using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore;

/// <content>Sign-out: the local session first, then WorkOS as far as it takes part.</content>
public abstract partial class WorkOsRemoteHandler<TOptions> : IAuthenticationSignOutHandler
{
    /// <summary>
    /// Where the browser goes to end the session outside of the app; <see langword="null"/> when there is none to end,
    /// or when it cannot be found out in time. Must not throw for anything that WorkOS or the network does.
    /// </summary>
    private protected abstract Task<string?> GetRemoteSignOutUrlAsync(AuthenticateResult session, string returnUrl);

    /// <summary>
    /// Ends the session of <c>SignInScheme</c>, then sends the browser to WorkOS where there is a session to end too,
    /// else to <see cref="AuthenticationProperties.RedirectUri"/>. Trouble with WorkOS never keeps a person signed in.
    /// </summary>
    /// <param name="properties">Where to go afterwards; without a return URL, and with nothing to end at WorkOS, the response is left to the app.</param>
    public async Task SignOutAsync(AuthenticationProperties? properties)
    {
        if (ResolveTarget(Options.ForwardSignOut) is { } target)
        {
            await Context.SignOutAsync(target, properties);
            return;
        }

        var session = await HandleAuthenticateAsync();
        await Context.SignOutAsync(SignInScheme);

        var returnUrl = properties?.RedirectUri is { } asked ? CheckReturnUrl(asked) : null;
        var remote = session.Succeeded && Options.Enabled
            ? await GetRemoteSignOutUrlAsync(session, returnUrl ?? RootUrl())
            : null;
        if ((remote ?? returnUrl) is { } next)
        {
            Response.Headers.CacheControl = "no-store";
            Response.Redirect(next);
        }
    }

    /// <summary>A return URL as WorkOS needs it, with the origin at which browsers reach the app.</summary>
    private protected string ToAbsolute(string returnUrl) => returnUrl.StartsWith('/')
        ? (Options.PublicOrigin?.GetLeftPart(UriPartial.Authority) ?? $"{Request.Scheme}://{Request.Host}") + returnUrl
        : returnUrl;
}
