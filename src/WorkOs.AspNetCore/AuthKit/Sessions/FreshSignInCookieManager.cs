using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>
/// Makes a sign-in start a session of its own. The cookie handler would go on with the session id that the browser
/// brought along, which somebody else may have put there (session fixation).
/// </summary>
internal sealed class FreshSignInCookieManager(ICookieManager inner) : ICookieManager
{
    public string? GetRequestCookie(HttpContext context, string key) =>
        FreshSignIn.IsUnderWay(context) ? null : inner.GetRequestCookie(context, key);

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        inner.AppendResponseCookie(context, key, value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => inner.DeleteCookie(context, key, options);
}
