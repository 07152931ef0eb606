using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>
/// Has every cookie scheme look at the AuthKit sessions among its tickets. Which scheme holds them is the app's matter,
/// and a ticket that is not of AuthKit passes untouched.
/// </summary>
internal sealed class SessionCookiePostConfigureOptions(SessionValidator validator) : IPostConfigureOptions<CookieAuthenticationOptions>
{
    public void PostConfigure(string? name, CookieAuthenticationOptions options)
    {
        var events = options.Events;
        if (options.EventsType is { } type)
        {
            options.EventsType = null;
            options.Events = new SessionCookieEvents(context => (CookieAuthenticationEvents)context.RequestServices.GetRequiredService(type), validator);
        }
        else
        {
            options.Events = new SessionCookieEvents(_ => events, validator);
        }
    }
}
