using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>
/// Has every cookie scheme look at the AuthKit sessions among its tickets. Which scheme holds them is the app's matter,
/// and a ticket that is not of AuthKit passes untouched.
/// </summary>
/// <remarks>
/// Options are validated after all that configures them, wherever the app registered it: events that replace others
/// cannot replace this. What is done to the options later, <see cref="SessionCheckGuard"/> finds.
/// </remarks>
internal sealed class SessionCookieValidateOptions(SessionValidator validator, PendingSelectionCookie selections) : IValidateOptions<CookieAuthenticationOptions>
{
    public ValidateOptionsResult Validate(string? name, CookieAuthenticationOptions options)
    {
        var scheme = name ?? Options.DefaultName;
        if (FindProblem(scheme, options) is { } problem)
        {
            return ValidateOptionsResult.Fail(problem);
        }

        Complete(scheme, options);
        return ValidateOptionsResult.Success;
    }

    private static string? FindProblem(string scheme, CookieAuthenticationOptions options) => options switch
    {
        { SessionStore: DistributedTicketStore store } when store.CookieScheme != scheme =>
            $"The cookie scheme '{scheme}' has the session store of '{store.CookieScheme}', whose sessions would be sessions here: call AddWorkOsDistributedSessions(\"{scheme}\") instead.",
        { SessionStore: null, TicketDataFormat: SessionIdFormat } =>
            $"The cookie scheme '{scheme}' has no session store any more, while its cookie holds nothing but the id of a stored session: leave the SessionStore that AddWorkOsDistributedSessions has set.",
        _ => null,
    };

    private void Complete(string scheme, CookieAuthenticationOptions options)
    {
        var events = options.Events ?? new CookieAuthenticationEvents();
        if (options.EventsType is { } type)
        {
            options.EventsType = null;
            options.Events = new SessionCookieEvents(context => (CookieAuthenticationEvents)context.RequestServices.GetRequiredService(type), validator, selections);
        }
        else
        {
            options.Events = new SessionCookieEvents(_ => events, validator, selections);
        }

        var cookies = options.CookieManager ?? new ChunkingCookieManager();
        if (options.SessionStore is DistributedTicketStore store)
        {
            cookies = new SessionCookieManager(store, cookies);
        }

        options.CookieManager = new SessionCheckGuard(scheme, options, cookies);
    }
}
