using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore;

/// <summary>Tells a script of the app's own pages from everybody else who makes the user's browser send a request with its cookies.</summary>
internal static class ScriptRequest
{
    private const string Refusal = "Only scripts in pages of this site are answered.";
    private const string Remedy =
        "The browser must send 'Sec-Fetch-Site: same-origin'. Browsers that do not send this header, and browsers that use http, must send 'X-Requested-With: XMLHttpRequest'.";

    /// <summary>Sets the headers that every answer has, and answers 403 to whoever is no script of the app.</summary>
    /// <returns>Whether the request has been answered.</returns>
    public static async Task<bool> TryRefuseAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.Append(HeaderNames.Vary, HeaderNames.Cookie);
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (IsOfSameOrigin(context.Request.Headers))
        {
            return false;
        }

        await TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: Refusal, detail: Remedy).ExecuteAsync(context);
        return true;
    }

    // No page can set Sec-Fetch-Site. Another origin can set X-Requested-With only after a preflight, which nothing here answers; a CORS policy of
    // the app might, and such a request has an Origin. A GET request to the same origin has none.
    private static bool IsOfSameOrigin(IHeaderDictionary headers) => headers["Sec-Fetch-Site"] switch
    {
        ["same-origin"] => true,
        [] => headers.Origin.Count == 0 && headers.XRequestedWith is ["XMLHttpRequest"],
        _ => false,
    };
}
