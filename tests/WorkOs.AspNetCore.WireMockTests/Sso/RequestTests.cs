using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>What reaches WorkOS, and how often.</summary>
[Collection(WireMockCollection.Name)]
public sealed class RequestTests(WireMockServer workOs)
{
    [WireMockTheory]
    [InlineData("organization=org_acme", "organization", "org_acme")]
    [InlineData("connection=conn_okta", "connection", "conn_okta")]
    [InlineData("provider=GoogleOAuth", "provider", "GoogleOAuth")]
    [InlineData("domain=acme.example", "organization", "org_acme")]
    public async Task The_authorize_url_has_one_selector_and_nothing_empty(string asked, string selector, string value)
    {
        await using var site = await SsoSite.StartAsync(workOs);

        using var challenge = await site.NewBrowser().AskToSignInAsync(asked);

        Assert.Equal(HttpStatusCode.Redirect, challenge.StatusCode);
        var url = challenge.Headers.Location!;
        Assert.Equal(new Uri(workOs.Address, "/sso/authorize"), new Uri(url.GetLeftPart(UriPartial.Path)));
        var query = QueryHelpers.ParseQuery(url.Query);
        Assert.Equal(
            new HashSet<string>
            {
                "client_id", "redirect_uri", "response_type", "state", "code_challenge", "code_challenge_method", selector, "login_hint",
            },
            [.. query.Keys]);
        Assert.Equal(value, query[selector]);
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.All(query, parameter => Assert.False(string.IsNullOrEmpty(Assert.Single(parameter.Value)), parameter.Key));
    }

    [WireMockFact]
    public async Task A_sign_in_is_one_call_with_exactly_what_WorkOS_asks_for()
    {
        await using var site = await SsoSite.StartAsync(workOs);
        var browser = site.NewBrowser();
        using var challenge = await browser.AskToSignInAsync(Browser.AskForAcme);
        var authorize = challenge.Headers.Location!;

        using var callback = await browser.ComeBackAsync(authorize, "code_everything");

        var request = Assert.Single(await workOs.GetRequestsAsync());
        Assert.Equal(("POST", "/sso/token"), (request.Method, request.Url));
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.StartsWith("WorkOs.AspNetCore/", request.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", request.Headers.Keys);
        Assert.DoesNotContain("Cookie", request.Headers.Keys);

        var fields = request.Fields;
        Assert.Equal(
            new HashSet<string> { "client_id", "client_secret", "grant_type", "code", "code_verifier" }, [.. fields.Keys]);
        Assert.Equal(Site.ClientId, fields["client_id"]);
        Assert.Equal(Site.ApiKey, fields["client_secret"]);
        Assert.Equal("authorization_code", fields["grant_type"]);
        Assert.Equal("code_everything", fields["code"]);
        Assert.Equal(
            QueryHelpers.ParseQuery(authorize.Query)["code_challenge"].ToString(),
            Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(fields["code_verifier"]!))));
    }

    [WireMockTheory]
    [InlineData("no-profile")]
    [InlineData("profile-null")]
    public async Task A_profile_that_did_not_come_with_the_token_is_asked_for_once(string answer)
    {
        await using var site = await SsoSite.StartAsync(workOs);

        using var callback = await site.NewBrowser().SignInAsync("code_" + answer);

        var requests = await workOs.GetRequestsAsync();
        Assert.Equal(["GET /sso/profile", "POST /sso/token"], requests.Select(Line).Order(StringComparer.Ordinal));
        var profile = requests.Single(request => request.Method == "GET");
        Assert.Equal("Bearer recorded_access_token_ada", profile.Headers["Authorization"]);
        Assert.Empty(profile.Body);
    }

    [WireMockFact]
    public async Task A_callback_that_the_browser_repeats_does_not_send_the_code_again()
    {
        await using var site = await SsoSite.StartAsync(workOs);
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
        await using var site = await SsoSite.StartAsync(workOs, options => options.Organization = "org_acme");
        var browser = site.NewBrowser();

        using var callback = await browser.ArriveAsync("code_everything");

        Assert.Equal("/sso/authorize", callback.Headers.Location?.AbsolutePath);
        Assert.Empty(await workOs.GetRequestsAsync());
        Assert.Empty((await browser.GetSessionAsync()).Claims);
    }

    private static string Line(RecordedRequest request) => $"{request.Method} {request.Url}";
}
