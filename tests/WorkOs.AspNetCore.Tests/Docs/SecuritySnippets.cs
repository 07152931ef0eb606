using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/security.md shows.</summary>
internal static class SecuritySnippets
{
    public static void HardenSessionCookie(WebApplicationBuilder builder)
    {
        // snippet: host-cookie
        builder.Services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, cookie =>
        {
            cookie.Cookie.Name = "__Host-session";
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
        });
        // end
    }
}
