namespace WorkOs.AspNetCore;

/// <summary>
/// A link or a form on a Blazor page that Blazor's script fetches (enhanced navigation). The script sends
/// <c>Accept: text/html; blazor-enhanced-nav=on</c> and follows redirects within the origin. It cannot read the target of a redirect to another
/// origin, so a posted form would be lost.
/// </summary>
internal static class EnhancedNavigation
{
    private const string MediaTypeParameter = "blazor-enhanced-nav";
    private const string AllowHeader = "blazor-enhanced-nav";
    private const string RedirectHeader = "blazor-enhanced-nav-redirect-location";

    extension(HttpRequest request)
    {
        /// <summary>Whether Blazor's script has sent this request, for a user who followed a link or posted a form of this origin.</summary>
        public bool IsEnhancedNavigation =>
            request.Headers.Accept.Any(static value => value?.Contains(MediaTypeParameter, StringComparison.OrdinalIgnoreCase) == true)
            && (HttpMethods.IsGet(request.Method) || (HttpMethods.IsPost(request.Method) && IsOfThisOrigin(request)));
    }

    /// <summary>
    /// Replaces the redirect of an enhanced navigation to another origin by a response for which the script loads the target as a page. Components
    /// that navigate to another origin use the same response.
    /// </summary>
    public static void CompleteRedirect(HttpContext context)
    {
        var response = context.Response;
        if (response is not { HasStarted: false, StatusCode: StatusCodes.Status302Found }
            || response.Headers.Location is not [{ } location] || !IsElsewhere(location, context.Request))
        {
            return;
        }

        response.StatusCode = StatusCodes.Status200OK;
        response.Headers.Location = default;
        response.Headers[AllowHeader] = "allow";
        response.Headers[RedirectHeader] = location;
    }

    // An old browser that does not send Sec-Fetch-Site is accepted.
    private static bool IsOfThisOrigin(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is [] or ["same-origin"];

    private static bool IsElsewhere(string location, HttpRequest request) =>
        Uri.TryCreate(location, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && !string.Equals(url.GetLeftPart(UriPartial.Authority), new Uri($"{request.Scheme}://{request.Host}").GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
}
