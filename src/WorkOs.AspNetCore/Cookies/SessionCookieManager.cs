using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>Reads and writes the session cookies of one scheme as the app's own manager does, except for what is named here.</summary>
/// <param name="Inner">The manager of the app.</param>
internal sealed record SessionCookieManager(ICookieManager Inner) : ICookieManager
{
    /// <summary>
    /// Writes the id of a session that begins in this store, where the cookie handler would go on with one that the
    /// browser brought along: somebody else may have put it there (session fixation). And what a session's marks are called from now on.
    /// </summary>
    public DistributedTicketStore? Store { get; init; }

    /// <summary>Throws where no session cookie may be read.</summary>
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
