using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// Has every cookie scheme look at the sessions of WorkOS among its tickets. Which scheme holds them is the app's matter,
/// and a ticket without one passes untouched.
/// </summary>
/// <remarks>
/// Options are validated after all that configures them, wherever the app registered it: events that replace others
/// cannot replace this. Events that are replaced later are found with the next request: sessions that WorkOS has ended would
/// go on, and nobody would know.
/// </remarks>
internal sealed class SessionCookieValidateOptions(SessionValidator validator, IEnumerable<ISignInObserver> observers)
    : IValidateOptions<CookieAuthenticationOptions>
{
    public ValidateOptionsResult Validate(string? name, CookieAuthenticationOptions options)
    {
        var scheme = name ?? Options.DefaultName;
        var events = options.Events ?? new CookieAuthenticationEvents();
        var type = options.EventsType;
        options.EventsType = null;
        options.Events = new SessionCookieEvents(
            type is null ? _ => events : context => (CookieAuthenticationEvents)context.RequestServices.GetRequiredService(type),
            validator,
            [.. observers]);
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
