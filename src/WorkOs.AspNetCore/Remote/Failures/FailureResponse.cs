using System.Text.Encodings.Web;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore;

/// <summary>
/// Responds to a request that failed: with problem details for a program, with the app's error page or the built-in page for a user.
/// </summary>
internal static class FailureResponse
{
    public static async Task WriteAsync(
        HttpContext context,
        WorkOsRemoteOptions options,
        PathString pathBase,
        string code,
        string? returnUrl,
        Func<(string Url, string Text)> nextStep)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";

        if (context.Request.PrefersJson)
        {
            await WriteProblemAsync(context, code);
        }
        else if (options.ErrorPath.HasValue && !IsErrorPage(context.Request, options))
        {
            context.Response.Redirect(QueryHelpers.AddQueryString(pathBase + options.ErrorPath, new Dictionary<string, string?>
            {
                ["error"] = code,
                [options.ReturnUrlParameter] = returnUrl,
            }));
        }
        else
        {
            // Called only here, because a "try again" link sets a cookie.
            var (nextUrl, nextText) = nextStep();
            await WritePageAsync(context, code, nextUrl, nextText);
        }
    }

    /// <summary>
    /// Responds instead of a challenge if the session could not be read. Signing in again would not help, and the session is available again when the
    /// cache is. The app's error page is not used, because it would lose the requested address.
    /// </summary>
    public static Task WriteUnreadableSessionAsync(HttpContext context)
    {
        context.Response.Headers[HeaderNames.RetryAfter] = UnreadableSession.RetryAfter;
        if (NavigationRequest.IsNavigation(context.Request))
        {
            var request = context.Request;
            var url = HttpMethods.IsGet(request.Method) ? ReturnUrlPolicy.Check(request.PathBase + request.Path + request.QueryString, []) : null;
            return WritePageAsync(context, WorkOsFailureCodes.SessionStoreUnavailable, url ?? request.PathBase + "/", "Try again");
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    /// <summary>Writes the built-in page with one sentence and one link, even if the app has an error page.</summary>
    public static Task WritePageAsync(HttpContext context, string code, string nextUrl, string nextText)
    {
        var failure = FailureCatalog.Get(code);
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        context.Response.StatusCode = failure.Status;
        var html = HtmlEncoder.Default;
        var content =
            $"""
            <p>{html.Encode(failure.Sentence)}</p>
            <p><a href="{html.Encode(nextUrl)}">{html.Encode(nextText)}</a></p>
            <small>Code: {html.Encode(code)}</small>
            """;
        return BuiltInPage.WriteAsync(context.Response, failure.Heading, content, referrerPolicy: "no-referrer");
    }

    /// <summary>Writes problem details for a program and the built-in page for a user, even if the app has an error page.</summary>
    public static Task WriteInPlaceAsync(HttpContext context, string code, string nextUrl, string nextText)
    {
        if (!context.Request.PrefersJson)
        {
            return WritePageAsync(context, code, nextUrl, nextText);
        }

        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        return WriteProblemAsync(context, code);
    }

    private static Task WriteProblemAsync(HttpContext context, string code)
    {
        var failure = FailureCatalog.Get(code);
        return TypedResults.Problem(
            statusCode: failure.Status,
            title: failure.Sentence,
            extensions: new Dictionary<string, object?> { ["code"] = code }).ExecuteAsync(context);
    }

    // An error page that requires an authenticated user would otherwise redirect to itself endlessly. A form that is posted to it would not.
    private static bool IsErrorPage(HttpRequest request, WorkOsRemoteOptions options) =>
        HttpMethods.IsGet(request.Method) && request.Path == options.ErrorPath;
}
