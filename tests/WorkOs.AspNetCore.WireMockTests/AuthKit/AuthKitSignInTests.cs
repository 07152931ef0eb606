using System.Net;
using System.Security.Claims;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>Recorded answers that sign a person in through AuthKit.</summary>
[Collection(WireMockCollection.Name)]
public sealed class AuthKitSignInTests(WireMockServer workOs)
{
    /// <summary>Every file in <c>mappings/authkit/tolerated</c>.</summary>
    public static TheoryData<string> ToleratedAnswers => new(TestFolder.MappingNames("authkit", "tolerated"));

    [WireMockTheory]
    [MemberData(nameof(ToleratedAnswers))]
    public async Task Every_answer_with_a_user_and_tokens_signs_in(string answer)
    {
        await using var site = await AuthKitSite.StartAsync(workOs);
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync("code_" + answer, Browser.AskForNothing);

        Assert.Equal(HttpStatusCode.Redirect, callback.StatusCode);
        Assert.Equal(Site.AccountPath, callback.Headers.Location?.OriginalString);
        var session = await browser.GetSessionAsync();
        Assert.Equal("user_01ADA", session.FindFirst(ClaimTypes.NameIdentifier)?.Value);
        Assert.All(session.Claims, claim => Assert.False(string.IsNullOrWhiteSpace(claim.Value), claim.Type));
        Assert.Empty(site.Logs.Complaints);
        Assert.Single(await workOs.GetRequestsAsync());
        await LoggedSecrets.VerifyNoneAsync(site, workOs, browser);
    }

    [WireMockFact]
    public async Task A_whole_answer_becomes_its_claims()
    {
        await using var site = await AuthKitSite.StartAsync(workOs);
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync("code_everything", Browser.AskForNothing);

        var session = await browser.GetSessionAsync();
        Assert.Equal(
            new HashSet<(string, string)>
            {
                (ClaimTypes.NameIdentifier, "user_01ADA"),
                (ClaimTypes.Name, "Ada Lovelace"),
                (ClaimTypes.Email, "ada@acme.example"),
                (ClaimTypes.GivenName, "Ada"),
                (ClaimTypes.Surname, "Lovelace"),
                (ClaimTypes.Role, "admin"),
                (ClaimTypes.Role, "auditor"),
                (WorkOsClaimTypes.EmailVerified, "true"),
                (WorkOsClaimTypes.Picture, "https://cdn.acme.example/ada.png"),
                (WorkOsClaimTypes.ExternalId, "crm-1815"),
                (WorkOsClaimTypes.SessionId, "session_01ADA"),
                (WorkOsClaimTypes.OrganizationId, "org_acme"),
                (WorkOsClaimTypes.AuthenticationMethod, "SSO"),
                (WorkOsClaimTypes.Permission, "posts:read"),
                (WorkOsClaimTypes.Permission, "posts:write"),
                (WorkOsClaimTypes.Entitlement, "audit-logs"),
                (WorkOsClaimTypes.FeatureFlag, "beta-editor"),
                (WorkOsClaimTypes.AuthenticationTime, "2210241600"),
                ("client_id", Site.ClientId),
                ("jti", "01ADA300"),
            },
            [.. session.Claims.Select(claim => (claim.Type, claim.Value))]);
    }

    [WireMockTheory]
    [InlineData("names-null", ClaimTypes.Name)]
    [InlineData("names-missing", ClaimTypes.GivenName)]
    [InlineData("optionals-null", WorkOsClaimTypes.Picture)]
    [InlineData("optionals-null", WorkOsClaimTypes.ExternalId)]
    [InlineData("no-organization", WorkOsClaimTypes.OrganizationId)]
    [InlineData("no-organization", ClaimTypes.Role)]
    [InlineData("organization-null", WorkOsClaimTypes.OrganizationId)]
    [InlineData("no-authentication-method", WorkOsClaimTypes.AuthenticationMethod)]
    [InlineData("only-what-is-needed", ClaimTypes.Email)]
    [InlineData("everything", WorkOsClaimTypes.Impersonator)]
    public async Task What_an_answer_does_not_say_is_not_a_claim(string answer, string claimType)
    {
        await using var site = await AuthKitSite.StartAsync(workOs);
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync("code_" + answer, Browser.AskForNothing);

        var session = await browser.GetSessionAsync();
        Assert.Equal("user_01ADA", session.FindFirst(ClaimTypes.NameIdentifier)?.Value);
        Assert.False(session.HasClaim(claim => claim.Type == claimType));
    }

    [WireMockTheory]
    [InlineData("impersonator", "Ticket 1843")]
    [InlineData("impersonator-without-reason", null)]
    public async Task Support_staff_who_sign_in_as_a_person_are_named(string answer, string? reason)
    {
        await using var site = await AuthKitSite.StartAsync(workOs);
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync("code_" + answer, Browser.AskForNothing);

        var session = await browser.GetSessionAsync();
        Assert.Equal("support@acme.example", session.FindFirst(WorkOsClaimTypes.Impersonator)?.Value);
        Assert.Equal(reason, session.FindFirst(WorkOsClaimTypes.ImpersonationReason)?.Value);
    }

    [WireMockTheory]
    [InlineData("everything", Browser.AskForAcme)]
    [InlineData("organization-beside-the-token", Browser.AskForAcme)]
    [InlineData("everything", "organization=org_acme&provider=authkit")]
    [InlineData("everything", "connection=conn_okta")]
    public async Task An_answer_that_is_what_was_asked_for_signs_in(string answer, string selector)
    {
        await using var site = await AuthKitSite.StartAsync(workOs);
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync("code_" + answer, selector);

        Assert.Equal(Site.AccountPath, callback.Headers.Location?.OriginalString);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
    }
}
