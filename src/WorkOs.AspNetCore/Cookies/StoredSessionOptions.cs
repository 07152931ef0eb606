using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// Gives one cookie scheme its store, and a cookie that holds nothing but the session id; and finds options that have since
/// lost the store, or gave it to another scheme.
/// </summary>
internal sealed class StoredSessionOptions(DistributedTicketStore store)
    : IPostConfigureOptions<CookieAuthenticationOptions>, IValidateOptions<CookieAuthenticationOptions>
{
    public void PostConfigure(string? name, CookieAuthenticationOptions options)
    {
        if (name == store.CookieScheme)
        {
            options.SessionStore = store;
            options.TicketDataFormat = new SessionIdFormat(store.CookieScheme);
        }
    }

    public ValidateOptionsResult Validate(string? name, CookieAuthenticationOptions options)
    {
        var scheme = name ?? Options.DefaultName;
        if (options.SessionStore is DistributedTicketStore other && other.CookieScheme != scheme)
        {
            return ValidateOptionsResult.Fail(
                $"The cookie scheme '{scheme}' has the session store of '{other.CookieScheme}', whose sessions would be sessions here: call AddWorkOsDistributedSessions(\"{scheme}\") instead.");
        }

        if (options is { SessionStore: null, TicketDataFormat: SessionIdFormat })
        {
            return ValidateOptionsResult.Fail(
                $"The cookie scheme '{scheme}' has no session store any more, while its cookie holds nothing but the id of a stored session: leave the SessionStore that AddWorkOsDistributedSessions has set.");
        }

        // Validated after everything that configures them: the app's own cookie manager is there by now.
        if (options.SessionStore == store)
        {
            options.CookieManager = SessionCookieManager.Of(options) with { Store = store };
        }

        return ValidateOptionsResult.Success;
    }
}
