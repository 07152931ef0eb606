using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore;

/// <summary>URLs of the app to which a browser may be redirected.</summary>
internal static class SiteUrls
{
    /// <summary>The return URL if it is allowed, otherwise the root of the app.</summary>
    public static string ReturnUrl(RemoteRequest request, string? url)
    {
        if (url is null)
        {
            return request.RootUrl;
        }

        if (ReturnUrlPolicy.Check(url, request.Options) is { } safe)
        {
            return safe;
        }

        Log.ReturnUrlRefused(request.Logger, request.Scheme.Name);
        return request.RootUrl;
    }

    /// <summary>The page at <c>SignInPath</c>.</summary>
    public static string SignInPage(RemoteRequest request, string? returnUrl) => QueryHelpers.AddQueryString(
        request.PathBase + request.Options.SignInPath, request.Options.ReturnUrlParameter, returnUrl ?? request.RootUrl);

    /// <summary>The address with the origin at which browsers reach the app.</summary>
    public static string Absolute(RemoteRequest request, string url) => url.StartsWith('/') ? request.Origin + url : url;
}
