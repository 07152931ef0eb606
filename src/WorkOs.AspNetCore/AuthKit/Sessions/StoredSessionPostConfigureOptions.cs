using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>Gives one cookie scheme the distributed store, and a cookie that holds nothing but the session id.</summary>
internal sealed class StoredSessionPostConfigureOptions(string cookieScheme, DistributedTicketStore store)
    : IPostConfigureOptions<CookieAuthenticationOptions>
{
    public void PostConfigure(string? name, CookieAuthenticationOptions options)
    {
        if (name == cookieScheme)
        {
            options.SessionStore = store;
            options.TicketDataFormat = new SessionIdFormat(cookieScheme);
            options.CookieManager = new SessionCookieManager(options.CookieManager ?? new ChunkingCookieManager());
        }
    }
}
