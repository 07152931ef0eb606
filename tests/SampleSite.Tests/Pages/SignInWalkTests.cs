using System.Net;
using SampleSite.Tests.Hosting;
using WorkOs.AspNetCore.Testing;

namespace SampleSite.Tests.Pages;

public sealed class SignInWalkTests : SiteTest
{
    [Fact]
    public async Task A_person_signs_in_and_sees_what_their_company_said()
    {
        using var visitor = Site.Visit();
        var asked = await visitor.GetAsync("/profile");

        var callback = await visitor.SignInAsync(Site.WorkOs, "ada@acme.com", asked.Location!.OriginalString);
        var profile = await visitor.GetAsync(callback.Location!.OriginalString);

        Assert.Equal("/profile", callback.Location.OriginalString);
        Assert.Equal("Ada Lovelace", profile.Text("h1"));
        Assert.Equal(["Acme org_acme", "SAML conn_acme", "single sign-on"], profile.Texts("dd"));
        Assert.Equal(["Engineering", "Leadership"], profile.Texts("section[aria-labelledby=groups-title] li"));
        Assert.Equal(["admin"], profile.Texts("section[aria-labelledby=roles-title] li"));
        Assert.Contains("ada@acme.com", profile.Texts(".claims td"));
        Assert.Contains(Site.WorkOs.People[0].ProfileId, profile.Texts(".claims td"));
        Assert.Equal(1, Site.WorkOs.CountOf(WorkOsSandboxEndpoints.SsoToken));
        Assert.Equal(0, Site.WorkOs.CountOf(WorkOsSandboxEndpoints.SsoProfile));
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/profile?a=b&c=%2Fd#e", "/profile?a=b&c=%2Fd#e")]
    [InlineData("/no-such-page", "/no-such-page")]
    [InlineData("", "/profile")]
    [InlineData("https://evil.example/", "/profile")]
    [InlineData("//evil.example", "/profile")]
    [InlineData("/\\evil.example", "/profile")]
    [InlineData("javascript:alert(1)", "/profile")]
    [InlineData("/\t/evil.example", "/profile")]
    [InlineData("/%2fevil.example", "/")]
    [InlineData("~/profile", "/")]
    public async Task A_return_url_is_kept_where_it_stays_on_theSite(string returnUrl, string end)
    {
        using var visitor = Site.Visit();

        var callback = await visitor.SignInAsync(Site.WorkOs, "ada@acme.com", "/sign-in?ReturnUrl=" + Uri.EscapeDataString(returnUrl));

        Assert.Equal(end, callback.Location?.OriginalString);
    }

    [Fact]
    public async Task Whoever_is_signed_in_already_goes_where_the_sign_in_would_lead()
    {
        using var visitor = Site.Visit();
        await visitor.SignInAsync(Site.WorkOs, "ada@acme.com");

        Assert.Equal("/profile", (await visitor.GetAsync("/sign-in")).Location?.OriginalString);
        Assert.Equal("/?a=b", (await visitor.GetAsync("/sign-in?ReturnUrl=%2F%3Fa%3Db")).Location?.OriginalString);
        Assert.Equal("/profile", (await visitor.GetAsync("/sign-in?ReturnUrl=%2F%2Fevil.example")).Location?.OriginalString);
    }

    [Fact]
    public async Task A_failure_of_somebody_signed_in_says_so_and_leads_on()
    {
        using var visitor = Site.Visit();
        await visitor.SignInAsync(Site.WorkOs, "ada@acme.com");

        var page = await visitor.GetAsync("/sign-in?error=forbidden");

        Assert.Contains("Ada Lovelace", page.Text("main strong"), StringComparison.Ordinal);
        Assert.False(page.Has("#email"));
        Assert.True(page.Has("main a[href='/']"));
    }

    [Fact]
    public async Task A_form_from_before_the_sign_in_in_another_tab_is_no_dead_end()
    {
        using var visitor = Site.Visit();
        var otherTab = await visitor.GetAsync("/sign-in?ReturnUrl=%2Fprofile");
        await visitor.SignInAsync(Site.WorkOs, "ada@acme.com");

        var answer = await visitor.SubmitAsync(otherTab, "form:has(#email)", ("Email", "ada@acme.com"));
        var page = await visitor.GetAsync(answer.Location!.OriginalString);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Ada Lovelace", page.Text("main strong"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_forgets_the_person()
    {
        using var visitor = Site.Visit();
        await visitor.SignInAsync(Site.WorkOs, "ada@acme.com");
        var page = await visitor.GetAsync("/sign-out");

        var answer = await visitor.SubmitAsync(page, "main form");
        var afterwards = await visitor.GetAsync(answer.Location!.OriginalString);

        Assert.Equal("Sign out?", page.Text("h1"));
        Assert.Equal("You are signed out", afterwards.Text("h1"));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/profile")).Status);
    }

    [Fact]
    public async Task A_sign_out_without_a_token_signs_nobody_out()
    {
        using var visitor = Site.Visit();
        await visitor.SignInAsync(Site.WorkOs, "ada@acme.com");

        var answer = await visitor.PostAsync("/auth/sign-out", ("returnUrl", "/"));

        Assert.Equal("/sign-in?error=antiforgery_failed&ReturnUrl=%2F", answer.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/profile")).Status);
    }

    [Fact]
    public async Task A_stolen_code_in_a_callback_without_state_signs_nobody_in()
    {
        using var visitor = Site.Visit();
        Site.WorkOs.DefaultRedirectUri = new Uri("http://localhost/signin-workos");
        Site.WorkOs.IdpInitiated = WorkOsSandboxIdpInitiated.Code;
        var callback = await Site.WorkOs.OpenApplicationAsync(Site.WorkOs.People[0]);

        var answer = await visitor.GetAsync(callback.PathAndQuery);

        Assert.Equal("/sign-in?ReturnUrl=%2F", answer.Location?.OriginalString);
        Assert.Equal(0, Site.WorkOs.CountOf(WorkOsSandboxEndpoints.SsoToken));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/profile")).Status);
    }
}
