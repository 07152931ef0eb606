using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;

namespace WorkOs.AspNetCore.Tests.Refresh;

/// <summary>Sessions that are to be refreshed, of a scheme that cannot.</summary>
internal static class RefreshRequests
{
    public static RefreshRequest Create(
        SessionCache cache,
        TimeProvider clock,
        bool isStored = true,
        bool isSentOnce = false,
        string environment = "client_here",
        string cookie = "Cookies",
        string key = "key_1",
        string token = "refresh_1")
    {
        var options = new WorkOsAuthKitOptions { ClientId = environment };
        var product = new SessionProduct(_ => options, static (_, _, _) => throw new InvalidOperationException("Nothing is refreshed here.")) { SendsRefreshTokenOnce = isSentOnce };
        var scheme = new SessionScheme(new AuthenticationScheme("AuthKit", displayName: null, typeof(CookieAuthenticationHandler)), options, product);
        var cookies = new CookieAuthenticationOptions
        {
            SessionStore = new DistributedTicketStore(cookie, cache, new EphemeralDataProtectionProvider(), clock, NullLogger<DistributedTicketStore>.Instance),
        };
        var properties = new AuthenticationProperties { Items = { [".wos.exp"] = "1" } };
        if (isStored)
        {
            properties.Items[StoredTicket.KeyItem] = key;
        }

        return new RefreshRequest(scheme, cookies, new AuthenticationTicket(new ClaimsPrincipal(), properties, cookie), SessionState.Read(properties)!, token);
    }
}
