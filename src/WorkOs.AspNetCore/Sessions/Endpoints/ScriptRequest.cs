using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore;

/// <summary>Distinguishes scripts in the app's own pages from other sites that make the user's browser send a request with its cookies.</summary>
internal static class ScriptRequest
{
    private const string Refusal = "Only scripts in pages of this site are answered.";
    private const string Remedy =
        "The browser must send 'Sec-Fetch-Site: same-origin'. Browsers that do not send this header, and browsers that use http, must send 'X-Requested-With: XMLHttpRequest'.";

    /// <summary>Sets the headers of every response, and responds with 403 to a request that is not from a script of the app.</summary>
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

    // A page cannot set Sec-Fetch-Site. Another origin can set X-Requested-With only after a preflight, which no endpoint here answers. A CORS
    // policy of the app might answer it, but such a request has an Origin header; a GET request to the same origin has none.
    private static bool IsOfSameOrigin(IHeaderDictionary headers) => headers["Sec-Fetch-Site"] switch
    {
        ["same-origin"] => true,
        [] => headers.Origin.Count == 0 && headers.XRequestedWith is ["XMLHttpRequest"],
        _ => false,
    };
}
