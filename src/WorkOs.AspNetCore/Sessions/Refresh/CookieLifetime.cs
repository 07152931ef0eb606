using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// How long the cookie of a session lasts. It slides when the session is refreshed, where the app lets it slide at all:
/// a renewal in between would write tokens that another request may have replaced meanwhile.
/// </summary>
internal static class CookieLifetime
{
    /// <summary>Whether an active person would be signed out by the cookie before the access token is due.</summary>
    public static bool IsHalfSpent(AuthenticationProperties properties, CookieAuthenticationOptions options, DateTimeOffset now) =>
        options.SlidingExpiration && properties is { AllowRefresh: not false, IssuedUtc: { } issued, ExpiresUtc: { } expires } && now - issued > expires - now;

    /// <summary>Moves the dates as the cookie handler does: it takes their distance for the life of the cookie.</summary>
    public static void Slide(AuthenticationProperties properties, CookieAuthenticationOptions options, DateTimeOffset now)
    {
        if (properties is { IssuedUtc: { } issued, ExpiresUtc: { } expires })
        {
            properties.IssuedUtc = now;
            properties.ExpiresUtc = options.SlidingExpiration && properties.AllowRefresh != false ? now + (expires - issued) : expires;
        }
    }
}
