using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>The events of a cookie scheme as the app set them, with the session of AuthKit looked at first.</summary>
internal sealed class SessionCookieEvents(Func<HttpContext, CookieAuthenticationEvents> inner, SessionValidator validator) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        await validator.ValidateAsync(context);
        if (context.Principal is not null)
        {
            await inner(context.HttpContext).ValidatePrincipal(context);
        }
    }

    public override async Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        await inner(context.HttpContext).CheckSlidingExpiration(context);

        // A renewal of its own would write the tokens that this request came with, over those that another request
        // has fetched meanwhile. The session slides whenever it is refreshed.
        if (SessionTimes.GetExpiry(context.Properties) is not null)
        {
            context.ShouldRenew = false;
        }
    }

    public override Task SigningIn(CookieSigningInContext context) => inner(context.HttpContext).SigningIn(context);

    public override Task SignedIn(CookieSignedInContext context) => inner(context.HttpContext).SignedIn(context);

    public override Task SigningOut(CookieSigningOutContext context) => inner(context.HttpContext).SigningOut(context);

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        inner(context.HttpContext).RedirectToLogin(context);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        inner(context.HttpContext).RedirectToAccessDenied(context);

    public override Task RedirectToLogout(RedirectContext<CookieAuthenticationOptions> context) =>
        inner(context.HttpContext).RedirectToLogout(context);

    public override Task RedirectToReturnUrl(RedirectContext<CookieAuthenticationOptions> context) =>
        inner(context.HttpContext).RedirectToReturnUrl(context);
}
