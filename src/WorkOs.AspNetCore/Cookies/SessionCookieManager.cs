using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>Reads and writes the session cookies of one scheme as the app's own manager does, with the additions below.</summary>
/// <param name="Inner">The manager of the app.</param>
internal sealed record SessionCookieManager(ICookieManager Inner) : ICookieManager
{
    /// <summary>
    /// The store that determines the cookie's value. At a sign-in, the cookie gets the id of the new session, where the cookie handler would keep
    /// the id that the browser sent: an attacker may have set that one (session fixation). The cookie also gets the present names of the session's
    /// marks.
    /// </summary>
    public DistributedTicketStore? Store { get; init; }

    /// <summary>Throws if session cookies must not be read.</summary>
    public Action? Check { get; init; }

    /// <summary>The manager of the options, or a new one around the app's.</summary>
    public static SessionCookieManager Of(CookieAuthenticationOptions options) =>
        options.CookieManager as SessionCookieManager ?? new SessionCookieManager(options.CookieManager ?? new ChunkingCookieManager());

    public string? GetRequestCookie(HttpContext context, string key)
    {
        Check?.Invoke();
        return Inner.GetRequestCookie(context, key);
    }

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        Inner.AppendResponseCookie(context, key, Store?.FindCookie(context) ?? value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => Inner.DeleteCookie(context, key, options);
}
