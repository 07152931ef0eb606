using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The layout of every page: no script, one inline style, no external resources.</summary>
internal static class SandboxPage
{
    private const string Style = """
        :root { color-scheme: light dark; --text: #1b1b24; --muted: #55556a; --page: #f4f4f8; --card: #fff; --line: #c9c9d6; --accent: #4338ca; --on-accent: #fff; }
        @media (prefers-color-scheme: dark) {
          :root { --text: #ececf2; --muted: #b4b4c6; --page: #14141c; --card: #1e1e2a; --line: #45455a; --accent: #a5b4fc; --on-accent: #14141c; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
        main { width: 100%; max-width: 27rem; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; overflow-wrap: anywhere; }
        h1 { margin: 0 0 .25rem; font-size: 1.375rem; line-height: 1.25; }
        p { margin: 0 0 1rem; color: var(--muted); }
        h2 { margin: 0 0 .5rem; font-size: 1rem; line-height: 1.5; }
        ul { margin: 0 0 1rem; padding-left: 1.25rem; }
        li { margin-bottom: .25rem; }
        li small { color: var(--muted); font-size: .875rem; }
        fieldset { margin: 0 0 1rem; padding: 0; border: 0; }
        legend { padding: 0; margin-bottom: .5rem; font-weight: 600; }
        label { display: flex; gap: .75rem; align-items: center; padding: .625rem .75rem; border: 1px solid var(--line); border-radius: .5rem; margin-bottom: .5rem; cursor: pointer; }
        label:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
        label small { display: block; color: var(--muted); font-size: .875rem; }
        input { flex: none; width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--accent); }
        input[type=text], input[type=email] { width: 100%; height: auto; padding: .625rem .75rem; border: 1px solid var(--muted); border-radius: .5rem; background: none; color: inherit; font: inherit; }
        label.field { display: block; padding: 0; border: 0; cursor: auto; margin-bottom: 1rem; }
        label.field span { display: block; margin-bottom: .25rem; font-weight: 600; }
        code { font: .875em ui-monospace, monospace; }
        h2 small { color: var(--muted); font-size: .875rem; font-weight: 400; }
        button { font: inherit; padding: .625rem 1rem; width: 100%; border: 1px solid var(--line); border-radius: .5rem; background: none; color: inherit; cursor: pointer; }
        button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; margin-bottom: .5rem; }
        a { color: var(--accent); }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        """;

    private static readonly string ContentSecurityPolicy =
        $"default-src 'none'; img-src data:; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; frame-ancestors 'none'";

    public static Task WritePageAsync(this HttpContext context, int status, string title, Html content)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        // Without form-action, because browsers apply it to the redirect after a form post, which goes to the application.
        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync(Frame(title, content).Markup, context.RequestAborted);
    }

    /// <summary>WorkOS's page for errors that must not be redirected to the application, or JSON if the caller accepts it.</summary>
    public static Task RefuseAsync(this HttpContext context, string reason, int status = StatusCodes.Status400BadRequest) =>
        context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase)
            ? context.WriteMessageAsync(status, reason)
            : context.WritePageAsync(status, "This sign-in can't go on", Html.Of($"<p>{reason}</p>"));

    private static Html Frame(string title, Html content) => Html.Of(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title} - WorkOS sandbox</title>
        <link rel="icon" href="data:,">
        <style>{new Html(Style)}</style>
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
