using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>From an e-mail domain to the organization that has verified it.</summary>
[Collection(WireMockCollection.Name)]
public sealed class DomainTests(WireMockServer workOs)
{
    [WireMockTheory]
    [InlineData("acme.example")]
    [InlineData("ACME.Example.")]
    [InlineData("legacy.example")]
    [InlineData("claimed.example")]
    [InlineData("b%C3%BCcher.example")]
    public async Task A_verified_domain_leads_to_its_organization(string domain)
    {
        await using var site = await SsoSite.StartAsync(workOs);

        using var challenge = await site.NewBrowser().AskToSignInAsync("domain=" + domain);

        Assert.Equal(HttpStatusCode.Redirect, challenge.StatusCode);
        Assert.Equal("org_acme", QueryHelpers.ParseQuery(challenge.Headers.Location!.Query)["organization"]);
        var request = Assert.Single(await workOs.GetRequestsAsync());
        Assert.Equal("GET", request.Method);
        Assert.Equal("Bearer " + Site.ApiKey, request.Headers["Authorization"]);
    }

    [WireMockTheory]
    [InlineData("pending.example", WorkOsFailureCodes.OrganizationNotFound)]
    [InlineData("failed.example", WorkOsFailureCodes.OrganizationNotFound)]
    [InlineData("unverified.example", WorkOsFailureCodes.OrganizationNotFound)]
    [InlineData("other.example", WorkOsFailureCodes.OrganizationNotFound)]
    [InlineData("bare.example", WorkOsFailureCodes.OrganizationNotFound)]
    [InlineData("nobody.example", WorkOsFailureCodes.OrganizationNotFound)]
    [InlineData("shared.example", WorkOsFailureCodes.AmbiguousConnectionSelector)]
    public async Task A_domain_that_no_one_organization_has_verified_leads_nowhere(string domain, string failure)
    {
        await using var site = await SsoSite.StartAsync(workOs);

        using var challenge = await site.NewBrowser().AskToSignInAsync("domain=" + domain);

        Assert.Equal($"/error?error={failure}&ReturnUrl=%2Faccount", challenge.Headers.Location?.OriginalString);
        var complaint = Assert.Single(site.Logs.Complaints);
        Assert.Contains(failure, complaint.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Site.ApiKey, complaint.Text, StringComparison.Ordinal);
    }

    [WireMockFact]
    public async Task People_of_one_domain_who_come_at_once_cause_one_call()
    {
        await using var site = await SsoSite.StartAsync(workOs, options => options.BaseAddress = workOs.Slow("delay-within"));

        var challenges = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => site.NewBrowser().AskToSignInAsync("domain=acme.example")));

        Assert.All(challenges, challenge =>
            Assert.Equal("org_acme", QueryHelpers.ParseQuery(challenge.Headers.Location!.Query)["organization"]));
        Assert.Single(await workOs.GetRequestsAsync());
    }

    [WireMockFact]
    public async Task A_lookup_that_failed_is_not_remembered()
    {
        await using var site = await SsoSite.StartAsync(workOs, options => options.BaseAddress = workOs.Fault("503-html"));
        var browser = site.NewBrowser();

        using var first = await browser.AskToSignInAsync("domain=acme.example");
        using var second = await browser.AskToSignInAsync("domain=acme.example");

        Assert.Equal(2, (await workOs.GetRequestsAsync()).Count);
    }
}
