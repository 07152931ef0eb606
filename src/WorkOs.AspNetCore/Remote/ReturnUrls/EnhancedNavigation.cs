namespace WorkOs.AspNetCore;

/// <summary>
/// A link or a form of a page of Blazor, whose script fetches what it leads to. It says so in <c>Accept: text/html; blazor-enhanced-nav=on</c>, follows
/// redirects within the origin, and cannot see where one to another origin leads: a form would be lost there.
/// </summary>
internal static class EnhancedNavigation
{
    private const string MediaTypeParameter = "blazor-enhanced-nav";
    private const string AllowHeader = "blazor-enhanced-nav";
    private const string RedirectHeader = "blazor-enhanced-nav-redirect-location";

    extension(HttpRequest request)
    {
        /// <summary>Whether the script of Blazor has fetched this, on behalf of a user who followed a link or sent a form of this origin.</summary>
        public bool IsEnhancedNavigation =>
            request.Headers.Accept.Any(static value => value?.Contains(MediaTypeParameter, StringComparison.OrdinalIgnoreCase) == true)
            && (HttpMethods.IsGet(request.Method) || (HttpMethods.IsPost(request.Method) && IsOfThisOrigin(request)));
    }

    /// <summary>
    /// Makes the redirect of an enhanced navigation to another origin one that the script follows with a page load, as components do that
    /// navigate elsewhere.
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

    // A browser that is too old to say from where the form was posted is not refused.
    private static bool IsOfThisOrigin(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is [] or ["same-origin"];

    private static bool IsElsewhere(string location, HttpRequest request) =>
        Uri.TryCreate(location, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && !string.Equals(url.GetLeftPart(UriPartial.Authority), new Uri($"{request.Scheme}://{request.Host}").GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
}
