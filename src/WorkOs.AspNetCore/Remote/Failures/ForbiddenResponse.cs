using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// Responds to an authenticated user who is not authorized: 403 with the built-in page at the requested address, instead of a redirect to
/// <c>/Account/AccessDenied</c>, which an app that has only this package does not have. The app's error page is not used, because this is not a
/// failed sign-in. If the app sets the cookie's <c>AccessDeniedPath</c>, the user is redirected there as usual.
/// </summary>
internal static class ForbiddenResponse
{
    public static Func<RedirectContext<CookieAuthenticationOptions>, Task> For(string scheme) => context => WriteAsync(context, scheme);

    private static Task WriteAsync(RedirectContext<CookieAuthenticationOptions> context, string scheme)
    {
        if (!NavigationRequest.IsNavigation(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        if (context.Options.AccessDeniedPath != CookieAuthenticationDefaults.AccessDeniedPath)
        {
            context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        }

        Log.RequestRefused(EndpointFailure.LoggerOf(context.HttpContext), scheme, WorkOsFailureCodes.Forbidden);
        return WritePageAsync(context.HttpContext);
    }

    // The page contains no name and no address, because other people may see it on the screen or in a screenshot.
    private static Task WritePageAsync(HttpContext context)
    {
        var failure = FailureCatalog.Get(WorkOsFailureCodes.Forbidden);
        var html = HtmlEncoder.Default;
        var start = $"""<a href="{html.Encode(context.Request.PathBase + "/")}">Go to the start page</a>""";
        var content =
            $"""
            <p>{html.Encode(failure.Sentence)}</p>
            {SignOutForm.Around(context, start) ?? $"<p>{start}</p>"}
            <p><small>Code: {WorkOsFailureCodes.Forbidden}</small></p>
            """;

        // Set after the form is rendered, because the antiforgery service sets headers of its own.
        context.Response.StatusCode = failure.Status;
        context.Response.Headers.CacheControl = "no-store";

        // With "no-referrer" the browser would send "Origin: null" with the form, which some firewalls refuse.
        return BuiltInPage.WriteAsync(context.Response, failure.Heading, content, referrerPolicy: "same-origin");
    }
}
