using System.Text.Encodings.Web;

namespace WorkOs.AspNetCore;

/// <summary>
/// The built-in page that asks whether to continue with another account. Staying signed in is the first option, because only the other option can
/// benefit an attacker.
/// </summary>
internal static class AccountSwitchPage
{
    public static Task WriteAsync(HttpResponse response, string? name, AccountSwitch asked, string text)
    {
        var html = HtmlEncoder.Default;

        // <bdi> isolates the name, so that right-to-left text in it cannot change the order of the sentence.
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

        // With "no-referrer" the browser would send "Origin: null" with the form, which some firewalls refuse.
        return BuiltInPage.WriteAsync(response, "Sign in with another account?", content, referrerPolicy: "same-origin");
    }
}
