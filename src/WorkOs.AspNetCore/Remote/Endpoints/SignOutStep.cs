using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>
/// Ends the local session first, then the session outside of the app if the product supports it. A failure at WorkOS never prevents the local
/// sign-out.
/// </summary>
internal sealed class SignOutStep(IRemoteProduct product)
{
    public async Task RunAsync(RemoteRequest request, AuthenticationProperties? properties)
    {
        var session = await request.ReadSessionAsync();
        await request.Http.SignOutAsync(request.Options.SignInScheme);

        var returnUrl = properties?.RedirectUri is { } asked ? SiteUrls.ReturnUrl(request, asked) : null;
        var remote = session.Succeeded && request.Options.Enabled
            ? await product.GetSignOutUrlAsync(request, session, returnUrl ?? request.RootUrl)
            : null;
        if ((remote ?? returnUrl) is { } next)
        {
            request.Http.Response.Headers.CacheControl = "no-store";
            await request.Events.RedirectToSignOut(new RedirectContext<OAuthOptions>(
                request.Http, request.Scheme, request.Options, properties ?? new AuthenticationProperties(), next));
            if (request.Http.Request.IsEnhancedNavigation)
            {
                EnhancedNavigation.CompleteRedirect(request.Http);
            }
        }
    }
}
