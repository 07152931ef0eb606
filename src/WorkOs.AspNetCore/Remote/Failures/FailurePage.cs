using System.Text.Encodings.Web;

namespace WorkOs.AspNetCore;

/// <summary>The built-in page for a failure, in an app that has none: one sentence and one way on.</summary>
internal static class FailurePage
{
    public static Task WriteAsync(HttpResponse response, Failure failure, string code, string nextUrl, string nextText)
    {
        var html = HtmlEncoder.Default;
        var content =
            $"""
            <p>{html.Encode(failure.Sentence)}</p>
            <p><a href="{html.Encode(nextUrl)}">{html.Encode(nextText)}</a></p>
            <small>Code: {html.Encode(code)}</small>
            """;
        return BuiltInPage.WriteAsync(response, failure.Heading, content, referrerPolicy: "no-referrer");
    }
}
