using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>Gives one cookie scheme its store, and a cookie that holds nothing but the session id.</summary>
internal sealed class StoredSessionPostConfigureOptions(DistributedTicketStore store) : IPostConfigureOptions<CookieAuthenticationOptions>
{
    public void PostConfigure(string? name, CookieAuthenticationOptions options)
    {
        if (name == store.CookieScheme)
        {
            options.SessionStore = store;
            options.TicketDataFormat = new SessionIdFormat(store.CookieScheme);
        }
    }
}
