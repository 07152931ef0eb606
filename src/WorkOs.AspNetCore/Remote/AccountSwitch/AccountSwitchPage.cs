using System.Text.Encodings.Web;

namespace WorkOs.AspNetCore;

/// <summary>
/// The built-in page that asks whether to go on with another account. To stay is the first of the two ways on, since only
/// the other one is what a stranger may want.
/// </summary>
internal static class AccountSwitchPage
{
    public static Task WriteAsync(HttpResponse response, string? name, AccountSwitch asked, string text)
    {
        var html = HtmlEncoder.Default;

        // The name stands apart, so that one that is written from right to left, or pretends to be, does not turn the sentence round.
        var who = name is null ? "You are signed in." : $"You are signed in as <bdi><strong>{html.Encode(name)}</strong></bdi>.";
        var content =
            $"""
            <p>{who} Continue with another account?</p>
            <form method="post" action="{html.Encode(asked.AnswerPath)}">
            <input type="hidden" name="{AccountSwitch.FieldName}" value="{html.Encode(text)}">
            <a href="{html.Encode(asked.ReturnUrl)}">Stay signed in</a>
            <button>Continue</button>
            </form>
            """;
        response.Headers.CacheControl = "no-store";
        response.Headers.XFrameOptions = "DENY";

        // With "no-referrer" the browser would send "Origin: null" with the answer, which some firewalls refuse.
        return BuiltInPage.WriteAsync(response, "Sign in with another account?", content, referrerPolicy: "same-origin");
    }
}
