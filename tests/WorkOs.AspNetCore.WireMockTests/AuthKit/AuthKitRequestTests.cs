using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>What an app with AuthKit sends to WorkOS, and how often.</summary>
[Collection(WireMockCollection.Name)]
public sealed class AuthKitRequestTests(WireMockServer workOs)
{
    private const string Path = "/user_management/authenticate";

    [WireMockTheory]
    [InlineData("", "provider=authkit")]
    [InlineData("organization=org_acme", "organization_id=org_acme")]
    [InlineData("organization=org_acme&provider=authkit", "organization_id=org_acme&provider=authkit")]
    [InlineData("connection=conn_okta", "connection_id=conn_okta")]
    [InlineData("provider=GoogleOAuth", "provider=GoogleOAuth")]
    public async Task The_authorize_url_has_a_challenge_and_one_selector_and_nothing_empty(string asked, string selector)
    {
        await using var site = await AuthKitSite.StartAsync(workOs);

        using var challenge = await site.NewBrowser().AskToSignInAsync(asked);

        Assert.Equal(HttpStatusCode.Redirect, challenge.StatusCode);
        var url = challenge.Headers.Location!;
        Assert.Equal(new Uri(workOs.Address, "/user_management/authorize"), new Uri(url.GetLeftPart(UriPartial.Path)));
        var query = QueryHelpers.ParseQuery(url.Query);
        var expected = QueryHelpers.ParseQuery(selector);
        Assert.Equal(
            [.. expected.Keys, "client_id", "redirect_uri", "response_type", "state", "code_challenge", "code_challenge_method", "login_hint"],
            query.Keys.ToHashSet());
        Assert.All(expected, parameter => Assert.Equal(parameter.Value, query[parameter.Key]));
        Assert.Equal(Site.ClientId, query["client_id"]);
        Assert.Equal("http://localhost/signin-workos-authkit", query["redirect_uri"]);
        Assert.Equal("code", query["response_type"]);
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.All(query, parameter => Assert.False(string.IsNullOrEmpty(Assert.Single(parameter.Value)), parameter.Key));
        Assert.Empty(await workOs.GetRequestsAsync());
    }

    [WireMockFact]
    public async Task A_sign_in_is_one_call_with_exactly_what_WorkOS_asks_for()
    {
        await using var site = await AuthKitSite.StartAsync(workOs);
        var browser = site.NewBrowser();
        using var challenge = await browser.AskToSignInAsync(Browser.AskForAcme);
        var authorize = challenge.Headers.Location!;

        using var callback = await browser.ComeBackAsync(authorize, "code_everything");

        var request = Assert.Single(await workOs.GetRequestsAsync());
        VerifyEnvelope(request);
        Assert.Equal(["client_id", "client_secret", "code", "code_verifier", "grant_type"], request.Fields.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("authorization_code", request.Fields["grant_type"]);
        Assert.Equal("code_everything", request.Fields["code"]);
        Assert.Equal(
            QueryHelpers.ParseQuery(authorize.Query)["code_challenge"].ToString(),
            Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(request.Fields["code_verifier"]!))));
    }

    [WireMockFact]
    public async Task A_sign_in_with_a_connection_asks_what_the_connection_is_once()
    {
        await using var site = await AuthKitSite.StartAsync(workOs);
        using var first = await site.NewBrowser().SignInAsync("code_everything", "connection=conn_okta");
        using var second = await site.NewBrowser().SignInAsync("code_created", "connection=conn_okta");

        Assert.Equal(Site.AccountPath, first.Headers.Location?.OriginalString);
        Assert.Equal(Site.AccountPath, second.Headers.Location?.OriginalString);
        Assert.Equal(["/connections/conn_okta", Path, Path], (await workOs.GetRequestsAsync()).Select(request => request.Url).Order(StringComparer.Ordinal));
        Assert.Empty(site.Logs.Complaints);
    }

    [WireMockTheory]
    [InlineData("everything", "org_acme")]
    [InlineData("no-organization", null)]
    public async Task A_refresh_is_one_call_that_names_the_present_organization(string answer, string? organization)
    {
        var clock = RecordedTime.NewClock();
        await using var site = await AuthKitSite.StartAsync(workOs, clock: clock);
        var browser = site.NewBrowser();
        using var callback = await browser.SignInAsync("code_" + answer, Browser.AskForNothing);
        await workOs.StartOverAsync();

        clock.Advance(RecordedTime.TokenLife);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);

        var request = Assert.Single(await workOs.GetRequestsAsync());
        VerifyEnvelope(request);
        string[] expected = ["client_id", "client_secret", "grant_type", "refresh_token"];
        Assert.Equal(organization is null ? expected : [.. expected, "organization_id"], request.Fields.Keys.ToHashSet());
        Assert.Equal("refresh_token", request.Fields["grant_type"]);
        Assert.Equal("recorded_refresh_token_ada", request.Fields["refresh_token"]);
        Assert.Equal(organization, request.Fields.GetValueOrDefault("organization_id"));
        Assert.Empty(site.Logs.Complaints);
    }

    [WireMockTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_next_refresh_sends_the_token_that_came_with_the_last(bool useStore)
    {
        var clock = RecordedTime.NewClock();
        await using var site = await AuthKitSite.StartAsync(workOs, clock: clock, useStore: useStore);
        var browser = site.NewBrowser();
        using var callback = await browser.SignInAsync("code_everything", Browser.AskForNothing);
        clock.Advance(RecordedTime.TokenLife);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
        await workOs.StartOverAsync();

        clock.Advance(TimeSpan.FromHours(2));
        await browser.GetSessionAsync();

        var request = Assert.Single(await workOs.GetRequestsAsync());
        Assert.Equal("recorded_refresh_token_ada_2", request.Fields["refresh_token"]);
    }

    [WireMockFact]
    public async Task A_person_who_must_choose_an_organization_goes_on_with_one_call()
    {
        await using var site = await AuthKitSite.StartAsync(
            workOs, options => options.OrganizationSelectionPath = AuthKitSite.OrganizationSelectionPath);
        var browser = site.NewBrowser();
        using var callback = await browser.SignInAsync("code_organization-selection-required", Browser.AskForNothing);
        Assert.Equal(AuthKitSite.OrganizationSelectionPath, callback.Headers.Location?.OriginalString);
        await workOs.StartOverAsync();

        using var chosen = await browser.ChooseAsync("org_acme");

        Assert.Equal(Site.AccountPath, chosen.Headers.Location?.OriginalString);
        Assert.Equal("org_acme", (await browser.GetSessionAsync()).FindFirst(WorkOsClaimTypes.OrganizationId)?.Value);
        var request = Assert.Single(await workOs.GetRequestsAsync());
        VerifyEnvelope(request);
        Assert.Equal(
            ["client_id", "client_secret", "grant_type", "organization_id", "pending_authentication_token"],
            request.Fields.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("recorded_pending_authentication_token", request.Fields["pending_authentication_token"]);
        Assert.Empty(site.Logs.Complaints);
        await LoggedSecrets.VerifyNoneAsync(site, workOs, browser);
    }

    [WireMockFact]
    public async Task A_callback_that_the_browser_repeats_does_not_send_the_code_again()
    {
        await using var site = await AuthKitSite.StartAsync(workOs);
        var browser = site.NewBrowser();
        using var challenge = await browser.AskToSignInAsync(Browser.AskForAcme);

        using var first = await browser.ComeBackAsync(challenge.Headers.Location!, "code_everything");
        using var second = await browser.ComeBackAsync(challenge.Headers.Location!, "code_everything");

        Assert.Equal(Site.AccountPath, first.Headers.Location?.OriginalString);
        Assert.Equal(Site.AccountPath, second.Headers.Location?.OriginalString);
        Assert.Single(await workOs.GetRequestsAsync());
    }

    [WireMockFact]
    public async Task A_code_that_comes_without_our_state_is_not_sent_at_all()
    {
        await using var site = await AuthKitSite.StartAsync(workOs);
        var browser = site.NewBrowser();

        using var callback = await browser.ArriveAsync("code_everything", WorkOsAuthKitDefaults.CallbackPath);

        Assert.Equal("/user_management/authorize", callback.Headers.Location?.AbsolutePath);
        Assert.Empty(await workOs.GetRequestsAsync());
        Assert.Empty((await browser.GetSessionAsync()).Claims);
    }

    private static void VerifyEnvelope(RecordedRequest request)
    {
        Assert.Equal(("POST", Path), (request.Method, request.Url));
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.StartsWith("WorkOs.AspNetCore/", request.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", request.Headers.Keys);
        Assert.DoesNotContain("Cookie", request.Headers.Keys);
        Assert.Equal(Site.ClientId, request.Fields["client_id"]);
        Assert.Equal(Site.ApiKey, request.Fields["client_secret"]);
    }
}
