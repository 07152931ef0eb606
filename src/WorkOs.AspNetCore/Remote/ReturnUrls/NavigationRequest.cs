using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore;

/// <summary>Tells a person's navigation from a request whose sender could do nothing with a redirect to another origin.</summary>
internal static class NavigationRequest
{
    public static bool IsNavigation(HttpRequest request) =>
        HasMethodOfNavigation(request)
        && !IsApiEndpoint(request)
        && !IsScripted(request)
        && !IsPrefetch(request)
        && AcceptsDocuments(request);

    /// <summary>Whether the sender asks for JSON and would not understand a page.</summary>
    public static bool PrefersJson(HttpRequest request) =>
        Accepts(request, "json") && !Accepts(request, "html");

    private static bool HasMethodOfNavigation(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsPost(request.Method) || HttpMethods.IsHead(request.Method);

    private static bool IsApiEndpoint(HttpRequest request)
    {
        var metadata = request.HttpContext.GetEndpoint()?.Metadata;
        return metadata?.GetMetadata<IDisableCookieRedirectMetadata>() is not null
            && metadata.GetMetadata<IAllowCookieRedirectMetadata>() is null;
    }

    private static bool IsScripted(HttpRequest request) =>
        string.Equals(request.Headers.XRequestedWith, "XMLHttpRequest", StringComparison.OrdinalIgnoreCase)
        || (request.Headers["Sec-Fetch-Mode"] is [{ Length: > 0 } mode, ..] && mode != "navigate" && !IsEnhancedNavigation(request))
        || (request.Headers.ContainsKey(HeaderNames.Upgrade)
            && request.Headers.GetCommaSeparatedValues(HeaderNames.Upgrade).Contains("websocket", StringComparer.OrdinalIgnoreCase));

    // Blazor fetches the page that a link leads to; a redirect to another origin makes it load that page for real. It says
    // so in Accept: "text/html; blazor-enhanced-nav=on".
    private static bool IsEnhancedNavigation(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && Accepts(request, "blazor-enhanced-nav");

    private static bool IsPrefetch(HttpRequest request) =>
        HasPrefetch(request.Headers["Sec-Purpose"])
        || HasPrefetch(request.Headers["Purpose"])
        || HasPrefetch(request.Headers["X-Moz"])
        || HasPrefetch(request.Headers["X-Purpose"]);

    private static bool HasPrefetch(string? value) =>
        value is not null
        && (value.Contains("prefetch", StringComparison.OrdinalIgnoreCase) || value.Contains("preview", StringComparison.OrdinalIgnoreCase));

    private static bool AcceptsDocuments(HttpRequest request) =>
        !PrefersJson(request) && !Accepts(request, "event-stream");

    private static bool Accepts(HttpRequest request, string part)
    {
        foreach (var value in request.Headers.Accept)
        {
            if (value?.Contains(part, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }
}
