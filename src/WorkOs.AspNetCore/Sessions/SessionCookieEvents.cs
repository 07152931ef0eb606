using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// The events of a cookie scheme as the app set them, with the session at WorkOS looked at first. A delegate that the app
/// sets later still counts, because every event is a delegate here as it is in the framework.
/// </summary>
internal sealed class SessionCookieEvents : CookieAuthenticationEvents
{
    private readonly SessionValidator _validator;
    private readonly IReadOnlyList<ISignInObserver> _observers;

    public SessionCookieEvents(
        Func<HttpContext, CookieAuthenticationEvents> inner, SessionValidator validator, IReadOnlyList<ISignInObserver> observers)
    {
        _validator = validator;
        _observers = observers;
        OnValidatePrincipal = context => inner(context.HttpContext).ValidatePrincipal(context);
        OnCheckSlidingExpiration = context => inner(context.HttpContext).CheckSlidingExpiration(context);
        OnSigningIn = context => inner(context.HttpContext).SigningIn(context);
        OnSignedIn = context => inner(context.HttpContext).SignedIn(context);
        OnSigningOut = context => inner(context.HttpContext).SigningOut(context);
        OnRedirectToLogin = context => inner(context.HttpContext).RedirectToLogin(context);
        OnRedirectToAccessDenied = context => inner(context.HttpContext).RedirectToAccessDenied(context);
        OnRedirectToLogout = context => inner(context.HttpContext).RedirectToLogout(context);
        OnRedirectToReturnUrl = context => inner(context.HttpContext).RedirectToReturnUrl(context);
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var session = SessionState.Read(context.Properties);
        if (session is not null)
        {
            VaryByCookie.Mark(context.Response);
            await _validator.ValidateAsync(context, session);
        }

        if (context.Principal is not null)
        {
            await base.ValidatePrincipal(context);
        }

        if (context.Principal is { } principal && session is not null)
        {
            context.HttpContext.Items[new KeptTicket(context.Scheme.Name)] =
                new AuthenticationTicket(principal.Clone(), context.Properties.Clone(), context.Scheme.Name);
        }
    }

    public override Task SigningIn(CookieSigningInContext context)
    {
        NotifyObservers(context.HttpContext);
        return base.SigningIn(context);
    }

    public override Task SigningOut(CookieSigningOutContext context)
    {
        NotifyObservers(context.HttpContext);
        return base.SigningOut(context);
    }

    public override async Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        await base.CheckSlidingExpiration(context);

        // A renewal of its own would write the tokens that this request came with, over those that another request
        // has fetched meanwhile. The session slides whenever it is refreshed.
        if (SessionState.Read(context.Properties) is { RefreshToken: not null })
        {
            context.ShouldRenew = false;
        }
    }

    private void NotifyObservers(HttpContext context)
    {
        foreach (var observer in _observers)
        {
            observer.UserChanging(context);
        }
    }
}
