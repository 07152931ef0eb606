using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// Answers an authenticated user who may not have what they asked for: 403 with the built-in page, at the address that they asked for,
/// instead of a redirect to <c>/Account/AccessDenied</c>, which an app that has only this package does not have. It is no failed sign-in, so
/// that the error page of the app has no part in it. A page that the app names in the cookie's <c>AccessDeniedPath</c> is where they go as always.
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

    // No name and no address: the page may be seen by whoever looks over the user's shoulder, and is kept in screenshots.
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

        // After the form: antiforgery writes headers of its own.
        context.Response.StatusCode = failure.Status;
        context.Response.Headers.CacheControl = "no-store";

        // With "no-referrer" the browser would send "Origin: null" with the form, which some firewalls refuse.
        return BuiltInPage.WriteAsync(context.Response, failure.Heading, content, referrerPolicy: "same-origin");
    }
}
