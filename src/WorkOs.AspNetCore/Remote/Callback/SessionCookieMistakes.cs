using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore;

/// <summary>
/// Finds mistakes because of which a browser does not send the session cookie back: the sign-in succeeds without an error, but the user is not signed
/// in afterwards. Checks the cookie in the response, whichever setting or component produced it.
/// </summary>
internal static class SessionCookieMistakes
{
    // Above this size, servers and proxies begin to refuse the headers of a request.
    private const int LargeCookie = 8_000;

    public static Mistake Strict(string cookieScheme) => new(
        "session_cookie_strict",
        $"the cookie of '{cookieScheme}' is SameSite=Strict, so that browsers do not send it with the redirect that follows a sign-in, and the user is asked to sign in again: leave Cookie.SameSite at Lax");

    public static void Report(RemoteRequest request, string? returnUrl)
    {
        var services = request.Http.RequestServices;
        if (request.Options.SignInScheme is not { } scheme
            || services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme).Cookie.Name is not { Length: > 0 } name)
        {
            return;
        }

        var written = request.Http.Response.Headers.SetCookie;
        var cookie = written
            .Select(static line => SetCookieHeaderValue.TryParse(line, out var parsed) ? parsed : null)
            .FirstOrDefault(parsed => parsed?.Name == name && parsed.Value.Length > 0);
        if (cookie is null)
        {
            return;
        }

        var length = written.Where(line => line?.StartsWith(name, StringComparison.Ordinal) == true).Sum(static line => line!.Length);
        if (cookie.Secure && !request.IsSecure)
        {
            ReportMistake(new(
                "session_cookie_secure",
                $"the cookie of '{scheme}' is Secure, but the sign-in ended over http, where browsers do not keep such a cookie, so that the user is not signed in: open the app over https, or set Cookie.SecurePolicy to SameAsRequest"));
        }

        var isHost = name.StartsWith(CookieNames.HostPrefix, StringComparison.Ordinal);
        if (!cookie.Secure && (isHost || name.StartsWith("__Secure-", StringComparison.Ordinal) || cookie.SameSite == Microsoft.Net.Http.Headers.SameSiteMode.None))
        {
            ReportMistake(new(
                "session_cookie_not_secure",
                $"the cookie of '{scheme}' is not Secure, which browsers require of its name or of SameSite=None, so that they do not keep it: open the app over https, and leave Cookie.SecurePolicy at SameAsRequest or Always"));
        }

        if (isHost && (cookie.Domain.Length > 0 || cookie.Path != "/"))
        {
            ReportMistake(new(
                "session_cookie_host_prefix",
                $"the cookie of '{scheme}' has the prefix '__Host-' together with a domain or a path, also that of a path base, so that browsers do not keep it: set Cookie.Path to '/' and no Cookie.Domain, or use another name"));
        }

        var host = request.Options.PublicOrigin?.Host ?? request.Http.Request.Host.Host;
        var domain = cookie.Domain.ToString().TrimStart('.');
        if (domain.Length > 0 && !host.Equals(domain, StringComparison.OrdinalIgnoreCase) && !host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase))
        {
            ReportMistake(new(
                "session_cookie_domain",
                $"the cookie of '{scheme}' is for the domain '{domain}', but the app was opened at another host, where browsers do not keep it: remove Cookie.Domain, or open the app at a host of that domain"));
        }

        var path = new PathString(cookie.Path is { Length: > 1 } set && set.Value!.StartsWith('/') ? set.ToString().TrimEnd('/') : null);
        if (path.HasValue && returnUrl is ['/', ..] && !new PathString(returnUrl.Split('?', '#')[0]).StartsWithSegments(path, StringComparison.Ordinal))
        {
            ReportMistake(new(
                "session_cookie_path",
                $"the cookie of '{scheme}' is for the path '{path}', but users return from a sign-in to a page outside of it, where browsers do not send it: remove Cookie.Path"));
        }

        if (cookie.SameSite == Microsoft.Net.Http.Headers.SameSiteMode.Strict)
        {
            ReportMistake(Strict(scheme));
        }

        if (length > LargeCookie)
        {
            ReportMistake(new(
                "session_cookie_large",
                $"the cookie of '{scheme}' is larger than {LargeCookie} bytes, which many servers and proxies refuse (HTTP 431 or 400): call AddWorkOsDistributedSessions(), or remove claims that the app does not need"));
        }

        void ReportMistake(Mistake mistake) => services.GetRequiredService<MistakeLog>().Report(request.Scheme.Name, mistake);
    }
}
