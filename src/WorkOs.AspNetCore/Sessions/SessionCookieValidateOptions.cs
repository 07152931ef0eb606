using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// Adds the validation of WorkOS sessions to every cookie scheme, because the app decides which scheme has them. Other tickets are not
/// changed.
/// </summary>
/// <remarks>
/// Options are validated after they are configured, so events that the app sets in any <c>Configure</c> or <c>PostConfigure</c> call cannot
/// replace this validation. Events that are replaced later fail the next request, because sessions that WorkOS has ended would go on
/// unnoticed.
/// </remarks>
internal sealed class SessionCookieValidateOptions(IServiceProvider services, IEnumerable<SessionUse> uses) : IValidateOptions<CookieAuthenticationOptions>
{
    public ValidateOptionsResult Validate(string? name, CookieAuthenticationOptions options)
    {
        if (!uses.Any(use => use.IsWanted(services)))
        {
            return ValidateOptionsResult.Success;
        }

        var scheme = name ?? Options.DefaultName;
        var (events, type) = (options.Events ?? new CookieAuthenticationEvents(), options.EventsType);
        Func<HttpContext, CookieAuthenticationEvents> inner =
            type is null ? _ => events : context => (CookieAuthenticationEvents)context.RequestServices.GetRequiredService(type);
        options.EventsType = null;
        var check = ActivatorUtilities.CreateInstance<SessionCookieEvents>(services);
        check.OnValidatePrincipal = context => inner(context.HttpContext).ValidatePrincipal(context);
        check.OnCheckSlidingExpiration = context => inner(context.HttpContext).CheckSlidingExpiration(context);
        check.OnSigningIn = context => inner(context.HttpContext).SigningIn(context);
        check.OnSignedIn = context => inner(context.HttpContext).SignedIn(context);
        check.OnSigningOut = context => inner(context.HttpContext).SigningOut(context);
        check.OnRedirectToLogin = context => inner(context.HttpContext).RedirectToLogin(context);
        check.OnRedirectToAccessDenied = context => inner(context.HttpContext).RedirectToAccessDenied(context);
        check.OnRedirectToLogout = context => inner(context.HttpContext).RedirectToLogout(context);
        check.OnRedirectToReturnUrl = context => inner(context.HttpContext).RedirectToReturnUrl(context);
        options.Events = check;
        options.CookieManager = SessionCookieManager.Of(options) with
        {
            Check = () =>
            {
                if (options is not { EventsType: null, Events: SessionCookieEvents })
                {
                    throw new InvalidOperationException(
                        $"The events of the cookie scheme '{scheme}' were replaced after its options were complete, and with them the check of WorkOS sessions. Set Events or EventsType with Configure<CookieAuthenticationOptions>(\"{scheme}\", …), PostConfigure or AddCookie, or the delegates of the events that are there.");
                }
            },
        };
        return ValidateOptionsResult.Success;
    }
}
