using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>
/// Writes the id of a session that begins, where the cookie handler would go on with one that the browser brought along:
/// somebody else may have put it there (session fixation).
/// </summary>
internal sealed class SessionCookieManager(ICookieManager inner) : ICookieManager
{
    private static readonly object NewIdKey = new();

    /// <summary>Has the cookie that is written next hold this id.</summary>
    public static void Announce(HttpContext context, string newId) => context.Items[NewIdKey] = newId;

    public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, key);

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options)
    {
        context.Items.Remove(NewIdKey, out var newId);
        inner.AppendResponseCookie(context, key, (string?)newId ?? value, options);
    }

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => inner.DeleteCookie(context, key, options);
}
