using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>
/// Reads no session cookie of a scheme that has lost the check of AuthKit's sessions, because code of the app replaced
/// the events of options that were in use already. Sessions that WorkOS has ended would go on, and nobody would know.
/// </summary>
internal sealed class SessionCheckGuard(string cookieScheme, CookieAuthenticationOptions options, ICookieManager inner) : ICookieManager
{
    public static bool HasCheck(CookieAuthenticationOptions options) => options is { EventsType: null, Events: SessionCookieEvents };

    public string? GetRequestCookie(HttpContext context, string key) => HasCheck(options)
        ? inner.GetRequestCookie(context, key)
        : throw new InvalidOperationException(
            $"The events of the cookie scheme '{cookieScheme}' were replaced after its options were complete, and with them the check of AuthKit sessions. Set Events or EventsType with Configure<CookieAuthenticationOptions>(\"{cookieScheme}\", …), PostConfigure or AddCookie, or the delegates of the events that are there.");

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        inner.AppendResponseCookie(context, key, value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => inner.DeleteCookie(context, key, options);
}
