namespace WorkOs.AspNetCore;

/// <summary>Whether browsers reach the app over https, so that cookies of this package can be <c>Secure</c>.</summary>
internal static class CookieSecurity
{
    /// <summary>By the request, or by <c>PublicOrigin</c> where a proxy speaks http to the app.</summary>
    public static bool IsSecure(HttpContext context, WorkOsRemoteOptions options) =>
        context.Request.IsHttps || options.PublicOrigin?.Scheme == Uri.UriSchemeHttps;

    /// <summary>As the other, where the app has a policy for the cookie.</summary>
    public static bool IsSecure(HttpContext context, WorkOsRemoteOptions options, CookieSecurePolicy policy) => policy switch
    {
        CookieSecurePolicy.Always => true,
        CookieSecurePolicy.None => false,
        _ => IsSecure(context, options),
    };
}
