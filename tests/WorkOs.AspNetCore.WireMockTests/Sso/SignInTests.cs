using System.Net;
using System.Security.Claims;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>Recorded answers that sign a person in.</summary>
[Collection(WireMockCollection.Name)]
public sealed class SignInTests(WireMockServer workOs)
{
    /// <summary>Every file in <c>mappings/sso/tolerated</c>.</summary>
    public static TheoryData<string> ToleratedAnswers => new(TestFolder.MappingNames("sso", "tolerated"));

    [WireMockTheory]
    [MemberData(nameof(ToleratedAnswers))]
    public async Task Every_answer_that_names_a_person_signs_in(string answer)
    {
        await using var site = await SsoSite.StartAsync(workOs);
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync("code_" + answer);

        Assert.Equal(HttpStatusCode.Redirect, callback.StatusCode);
        Assert.Equal(Site.AccountPath, callback.Headers.Location?.OriginalString);
        var session = await browser.GetSessionAsync();
        Assert.Equal("prof_01ADA", session.FindFirst(ClaimTypes.NameIdentifier)?.Value);
        Assert.All(session.Claims, claim => Assert.False(string.IsNullOrWhiteSpace(claim.Value), claim.Type));
        Assert.Empty(site.Logs.Complaints);
        await LoggedSecrets.VerifyNoneAsync(site, workOs, browser);
    }

    [WireMockFact]
    public async Task A_whole_profile_becomes_its_claims()
    {
        await using var site = await SsoSite.StartAsync(workOs);
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync("code_everything");

        var session = await browser.GetSessionAsync();
        Assert.Equal(
            [
                (ClaimTypes.NameIdentifier, "prof_01ADA"),
                (ClaimTypes.Name, "Ada Lovelace"),
                (ClaimTypes.Email, "ada@acme.example"),
                (ClaimTypes.GivenName, "Ada"),
                (ClaimTypes.Surname, "Lovelace"),
                (WorkOsClaimTypes.OrganizationId, "org_acme"),
                (WorkOsClaimTypes.ConnectionId, "conn_okta"),
                (WorkOsClaimTypes.ConnectionType, "OktaSAML"),
                (WorkOsClaimTypes.IdpId, "00u1ada"),
                (ClaimTypes.Role, "admin"),
                (ClaimTypes.Role, "auditor"),
                (WorkOsClaimTypes.Group, "Engineering"),
                (WorkOsClaimTypes.Group, "Board"),
            ],
            session.Claims.Select(claim => (claim.Type, claim.Value)));
    }

    [WireMockTheory]
    [InlineData("names-null", ClaimTypes.Name)]
    [InlineData("names-null", ClaimTypes.GivenName)]
    [InlineData("names-null", ClaimTypes.Surname)]
    [InlineData("names-missing", ClaimTypes.Name)]
    [InlineData("lists-null", ClaimTypes.Role)]
    [InlineData("lists-null", WorkOsClaimTypes.Group)]
    [InlineData("lists-missing", ClaimTypes.Role)]
    [InlineData("lists-missing", WorkOsClaimTypes.Group)]
    public async Task What_an_answer_does_not_say_is_not_a_claim(string answer, string claimType)
    {
        await using var site = await SsoSite.StartAsync(workOs);
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync("code_" + answer);

        var session = await browser.GetSessionAsync();
        Assert.Equal("prof_01ADA", session.FindFirst(ClaimTypes.NameIdentifier)?.Value);
        Assert.False(session.HasClaim(claim => claim.Type == claimType));
    }

    [WireMockTheory]
    [InlineData("everything", "organization=org_acme")]
    [InlineData("everything", "connection=conn_okta")]
    [InlineData("oauth-tokens", "provider=GoogleOAuth")]
    [InlineData("everything", "domain=acme.example")]
    public async Task A_profile_that_is_what_was_asked_for_signs_in(string answer, string selector)
    {
        await using var site = await SsoSite.StartAsync(workOs);
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync("code_" + answer, selector);

        Assert.Equal(Site.AccountPath, callback.Headers.Location?.OriginalString);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
    }
}
