using Microsoft.Playwright;
using WorkOs.AspNetCore.Testing;

namespace SampleSite.Tests.Browser;

/// <summary>Walks a browser through every page that a person can meet, in every state.</summary>
internal static class EveryPage
{
    /// <summary>Moves the page on and says where it is.</summary>
    public static async IAsyncEnumerable<string> VisitAsync(IPage page, WorkOsSandbox workOs)
    {
        var identityProvider = workOs.BaseAddress.AbsoluteUri.TrimEnd('/');

        await page.GotoAsync("/");
        yield return "home";
        await page.GotoAsync("/sign-in");
        yield return "sign-in";
        await SubmitEmailAsync(page, "nobody");
        yield return "sign-in with a mistake";
        await page.GotoAsync("/sign-in?error=access_denied");
        yield return "sign-in with a failure";
        await page.GotoAsync("/sign-out");
        yield return "signed out";
        await page.GotoAsync("/no-such-page");
        yield return "error";
        await page.GotoAsync(identityProvider + WorkOsSandboxEndpoints.IdentityProvider);
        yield return "identity provider: applications";
        await page.GotoAsync(identityProvider + WorkOsSandboxEndpoints.IdentityProviderSignIn + "?attempt=unknown");
        yield return "identity provider: refused";

        await page.GotoAsync("/profile");
        await SubmitEmailAsync(page, "katherine@globex.com");
        yield return "identity provider: sign-in";
        await page.ClickAsync("button[value=continue]");
        yield return "profile";
        await page.GotoAsync("/");
        yield return "home, signed in";
        await page.GotoAsync("/sign-in?error=forbidden");
        yield return "sign-in with a failure, signed in";
        await page.GotoAsync("/sign-out");
        yield return "sign-out";
        await page.ClickAsync("main form button");
        yield return "identity provider: signed out";
    }

    private static async Task SubmitEmailAsync(IPage page, string email)
    {
        await page.FillAsync("#email", email);
        await page.ClickAsync("form:has(#email) button");
    }
}
