using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// Sets the store of one cookie scheme, and a cookie that contains only the session id. Validation rejects options that have lost the store since,
/// or that use the store of another scheme.
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

        // Set during validation, which runs after all configuration: the app's own cookie manager is already set.
        if (options.SessionStore == store)
        {
            options.CookieManager = SessionCookieManager.Of(options) with { Store = store };
        }

        return ValidateOptionsResult.Success;
    }
}
