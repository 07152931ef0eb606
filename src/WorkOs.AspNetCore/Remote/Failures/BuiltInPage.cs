using System.Text.Encodings.Web;

namespace WorkOs.AspNetCore;

/// <summary>
/// The layout of the built-in pages: plain HTML without scripts and without external resources, in the color scheme of the browser (light or dark).
/// </summary>
internal static class BuiltInPage
{
    private const string Style =
        "body{font:1.0625rem/1.6 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;background:#f6f7f9;color:#1b1f24}"
        + "main{max-width:32rem;margin:1.5rem;padding:2rem;border:1px solid #d5dae1;border-radius:.75rem;background:#fff;overflow-wrap:anywhere}"
        + "h1{font-size:1.375rem;line-height:1.3;margin:0 0 .75rem}p{margin:0 0 1.25rem}"
        + "a,button{display:inline-block;box-sizing:border-box;padding:.625rem 1.25rem;border:1px solid #1f4fd1;border-radius:.5rem;font:inherit;font-weight:600;text-decoration:none}"
        + "a{background:#1f4fd1;color:#fff}button{background:transparent;color:#1f4fd1;cursor:pointer}"
        + "a:focus-visible,button:focus-visible{outline:3px solid #1f4fd1;outline-offset:3px}small{color:#57606a}"
        + "form{display:flex;flex-wrap:wrap;gap:.75rem;margin:0}"
        + "@media(prefers-color-scheme:dark){body{background:#0f1318;color:#e8ecf1}main{background:#181d24;border-color:#313a46}"
        + "a,button{border-color:#8fb0ff}a{background:#8fb0ff;color:#0b1020}button{color:#8fb0ff}"
        + "a:focus-visible,button:focus-visible{outline-color:#8fb0ff}small{color:#a3adba}}";

    /// <summary>Writes the page.</summary>
    /// <param name="response">The response.</param>
    /// <param name="heading">The heading, as text.</param>
    /// <param name="content">The content below the heading, as HTML.</param>
    /// <param name="referrerPolicy">The value of the <c>Referrer-Policy</c> header.</param>
    public static Task WriteAsync(HttpResponse response, string heading, string content, string referrerPolicy)
    {
        var title = HtmlEncoder.Default.Encode(heading);
        response.ContentType = "text/html; charset=utf-8";

        // No form-action: Chromium applies it to every redirect that follows a form, and the identity provider to which WorkOS redirects the browser
        // is unknown. No part of these pages comes from another party that could add a form.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = referrerPolicy;
        return response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1>{title}</h1>
            {content}
            </main>
            </body>
            </html>
            """);
    }
}
