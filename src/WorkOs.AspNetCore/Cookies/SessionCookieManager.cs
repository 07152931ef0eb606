using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>
/// Writes the id of a session that begins, where the cookie handler would go on with one that the browser brought along:
/// somebody else may have put it there (session fixation).
/// </summary>
internal sealed class SessionCookieManager(DistributedTicketStore store, ICookieManager inner) : ICookieManager
{
    public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, key);

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        inner.AppendResponseCookie(context, key, store.FindBegun(context) ?? value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => inner.DeleteCookie(context, key, options);
}
