using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>
/// The built-in page for an app that has none: plain HTML, no scripts, nothing from elsewhere, in the visitor's light
/// or dark, with one sentence and one way on.
/// </summary>
internal static class FailurePage
{
    private const string Style =
        "body{font:1.0625rem/1.6 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;background:#f6f7f9;color:#1b1f24}"
        + "main{max-width:32rem;margin:1.5rem;padding:2rem;border:1px solid #d5dae1;border-radius:.75rem;background:#fff}"
        + "h1{font-size:1.375rem;line-height:1.3;margin:0 0 .75rem}p{margin:0 0 1.25rem}"
        + "a{display:inline-block;padding:.625rem 1.25rem;border-radius:.5rem;background:#1f4fd1;color:#fff;font-weight:600;text-decoration:none}"
        + "a:focus-visible{outline:3px solid #1f4fd1;outline-offset:3px}small{color:#57606a}"
        + "@media(prefers-color-scheme:dark){body{background:#0f1318;color:#e8ecf1}main{background:#181d24;border-color:#313a46}"
        + "a{background:#8fb0ff;color:#0b1020}a:focus-visible{outline-color:#8fb0ff}small{color:#a3adba}}";

    public static Task WriteAsync(HttpResponse response, Failure failure, string code, string nextUrl, string nextText)
    {
        var html = HtmlEncoder.Default;
        var heading = html.Encode(failure.Heading);
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <meta name="color-scheme" content="light dark">
            <title>{heading}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1>{heading}</h1>
            <p>{html.Encode(failure.Sentence)}</p>
            <p><a href="{html.Encode(nextUrl)}">{html.Encode(nextText)}</a></p>
            <small>Code: {html.Encode(code)}</small>
            </main>
            </body>
            </html>
            """);
    }
}
