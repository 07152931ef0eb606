using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// Adds the cookie scheme of an app that has no authentication yet. All products of the app share it. If the services contain this type, it was
/// added.
/// </summary>
internal sealed class SharedCookie
{
    /// <summary>Adds the cookie as the default scheme and the product as the challenge scheme, unless another product has done so.</summary>
    public static AuthenticationBuilder Add(IServiceCollection services, string challengeScheme)
    {
        if (services.Any(static service => service.ServiceType == typeof(SharedCookie)))
        {
            return services.AddAuthentication();
        }

        services.AddSingleton<SharedCookie>();
        services.AddSingleton(new SoleAuthentication(challengeScheme));

        // Without these services, the first request for a protected page would fail with an exception.
        services.AddRouting().AddAuthorization();
        return services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.DefaultChallengeScheme = challengeScheme;
            })
            .AddCookie(options =>
            {
                options.Events.OnRedirectToAccessDenied = ForbiddenResponse.For(challengeScheme);
                options.TicketDataFormat = new CompactTicketFormat(options, CookieAuthenticationDefaults.AuthenticationScheme);
            });
    }
}
