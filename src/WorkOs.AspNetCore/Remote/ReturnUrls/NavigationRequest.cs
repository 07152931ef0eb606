using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore;

/// <summary>Distinguishes the navigation of a user from a request whose client cannot use a redirect to another origin.</summary>
internal static class NavigationRequest
{
    private static readonly string[] PurposeHeaders = ["Sec-Purpose", "Purpose", "X-Moz", "X-Purpose"];

    public static bool IsNavigation(HttpRequest request)
    {
        var (method, headers) = (request.Method, request.Headers);
        var hasMethod = HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsHead(method);

        var metadata = request.HttpContext.GetEndpoint()?.Metadata;
        var isApi = metadata?.GetMetadata<IDisableCookieRedirectMetadata>() is not null
            && metadata.GetMetadata<IAllowCookieRedirectMetadata>() is null;

        var isFetch = headers["Sec-Fetch-Mode"] is [{ Length: > 0 } mode, ..] && mode != "navigate" && !request.IsEnhancedNavigation;
        var isAjax = string.Equals(headers.XRequestedWith, "XMLHttpRequest", StringComparison.OrdinalIgnoreCase);
        var isWebSocket = headers.ContainsKey(HeaderNames.Upgrade)
            && headers.GetCommaSeparatedValues(HeaderNames.Upgrade).Contains("websocket", StringComparer.OrdinalIgnoreCase);

        var isPrefetch = PurposeHeaders.Any(name => headers[name].ToString() is { Length: > 0 } purpose
            && (purpose.Contains("prefetch", StringComparison.OrdinalIgnoreCase) || purpose.Contains("preview", StringComparison.OrdinalIgnoreCase)));

        var isEventStream = headers.Accept.ToString().Contains("event-stream", StringComparison.OrdinalIgnoreCase);

        return hasMethod
            && !isApi
            && !(isFetch || isAjax || isWebSocket || isPrefetch)
            && !(request.PrefersJson || isEventStream);
    }

    extension(HttpRequest request)
    {
        /// <summary>Whether the client accepts JSON, and not HTML.</summary>
        public bool PrefersJson
        {
            get
            {
                var accept = request.Headers.Accept.ToString();
                return accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("html", StringComparison.OrdinalIgnoreCase);
            }
        }
    }
}
