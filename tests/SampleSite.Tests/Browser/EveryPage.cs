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
        await page.GotoAsync("/apis");
        yield return "API";
        await page.GotoAsync("/sign-out");
        yield return "signed out";
        await page.GotoAsync("/no-such-page");
        yield return "error";
        await page.GotoAsync(identityProvider + "/");
        yield return "sandbox: start";
        await foreach (var name in SandboxPortal.VisitAsync(page, workOs))
        {
            yield return name;
        }

        await page.GotoAsync(identityProvider + WorkOsSandboxEndpoints.IdentityProvider);
        yield return "identity provider: applications";
        await page.GotoAsync(identityProvider + WorkOsSandboxEndpoints.IdentityProviderSignIn + "?attempt=unknown");
        yield return "identity provider: refused";

        await page.GotoAsync("/profile");
        await SubmitEmailAsync(page, "katherine@globex.com");
        yield return "identity provider: sign-in";
        await page.ClickAsync("button[value=continue]");
        yield return "profile";
        await page.GotoAsync("/company");
        yield return "company with single sign-on";
        await page.GotoAsync("/authkit");
        yield return "AuthKit, signed in otherwise";
        await page.GotoAsync("/");
        yield return "home, signed in";
        await page.GotoAsync("/sign-in?error=forbidden");
        yield return "sign-in with a failure, signed in";
        await page.GotoAsync("/sign-out");
        yield return "sign-out";
        await page.ClickAsync("main form button");
        yield return "identity provider: signed out";

        await page.GotoAsync("/authkit");
        yield return "AuthKit";
        await page.GotoAsync("/choose-organization");
        yield return "no organization to choose";
        await StartAuthKitAsync(page);
        yield return "AuthKit's own page";
        await ChoosePersonAsync(page, "margaret@acme.com");
        yield return "organizations to choose from";
        await page.ClickAsync("button[value=org_acme]");
        yield return "AuthKit session";
        await page.GotoAsync("/profile");
        yield return "profile of an AuthKit session";
        await page.ClickAsync("header form button");
        await StartAuthKitAsync(page);
        await ChoosePersonAsync(page, "margaret@acme.com");
        await page.ClickAsync("button[value=org_acme]");
        await SwitchToNowhereAsync(page);
        yield return "AuthKit session with a failed switch";
        await page.ClickAsync("header form button");
        await StartAuthKitAsync(page);
        await ChoosePersonAsync(page, "frances@initech.com");
        yield return "AuthKit session of one organization";
        await page.GotoAsync("/company");
        yield return "company without single sign-on";
        await page.ClickAsync("header form button");
        workOs.AuthKit.CreateAccessToken(workOs.People.First(person => person.Email == "ada@acme.com"));
        workOs.AuthKit.ImpersonateNext("support@workos.example", "Ticket 7");
        await StartAuthKitAsync(page);
        await ChoosePersonAsync(page, "ada@acme.com");
        yield return "AuthKit session of an impersonator";
        await page.GotoAsync("/authkit/sessions");
        yield return "sessions";
        await page.Locator("form:has(button[name=Session])").First.EvaluateAsync("form => form.querySelector('button').value = 'session_nobody'");
        await page.ClickAsync("button[value=session_nobody]");
        yield return "sessions with a problem";
        await page.ClickAsync("header form button");

        await StartConnectAsync(page);
        yield return "AuthKit domain: sign-in";
        await ChoosePersonAsync(page, "margaret@acme.com");
        yield return "AuthKit domain: organization and consent";
        await page.GetByRole(AriaRole.Radio, new() { Name = "Globex" }).CheckAsync();
        await page.ClickAsync("button[value=allow]");
        yield return "profile of a Connect session";
    }

    /// <summary>Goes to AuthKit's own page.</summary>
    public static async Task StartAuthKitAsync(IPage page)
    {
        await page.GotoAsync("/authkit");
        await page.ClickAsync("main form button");
    }

    /// <summary>Asks, on the page of the AuthKit session, for an organization that nobody belongs to.</summary>
    public static async Task SwitchToNowhereAsync(IPage page)
    {
        await page.EvaluateAsync("() => { document.querySelector('button[name=Organization]:not(:disabled)').value = 'org_nowhere'; }");
        await page.ClickAsync("button[value=org_nowhere]");
    }

    /// <summary>Goes from the sign-in page to the AuthKit domain.</summary>
    public static async Task StartConnectAsync(IPage page)
    {
        await page.GotoAsync("/sign-in?ReturnUrl=%2Fprofile");
        await page.ClickAsync("button[value='WorkOS.Connect']");
    }

    /// <summary>Signs in at AuthKit's own page.</summary>
    public static async Task ChoosePersonAsync(IPage page, string email)
    {
        await page.GetByText(email).First.ClickAsync();
        await page.ClickAsync("button[value=continue]");
    }

    private static async Task SubmitEmailAsync(IPage page, string email)
    {
        await page.FillAsync("#email", email);
        await page.ClickAsync("form:has(#email) button");
    }
}
