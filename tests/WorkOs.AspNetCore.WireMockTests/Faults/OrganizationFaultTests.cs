namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>The organization of an e-mail domain is looked up, and something goes wrong.</summary>
[Collection(WireMockCollection.Name)]
public sealed class OrganizationFaultTests(WireMockServer workOs)
{
    private const string AskByDomain = "domain=acme.example";
    private const string Query = "/organizations?domains=acme.example&limit=100";

    [WireMockTheory]
    [MemberData(nameof(FaultCases.Names), MemberType = typeof(FaultCases))]
    public async Task A_fault_sends_nobody_to_WorkOS_and_the_key_nowhere_else(string fault)
    {
        await using var site = await SsoSite.StartAsync(workOs, options => options.BaseAddress = workOs.Fault(fault));
        var browser = site.NewBrowser();

        using var challenge = await browser.AskToSignInAsync(AskByDomain);

        await FailedSignIn.VerifyAsync(WorkOsFailureCodes.OrganizationLookupFailed, challenge, site, browser, workOs);
        Assert.All(await workOs.GetRequestsAsync(), request => Assert.Equal($"/faults/{fault}{Query}", request.Url));
    }

    [WireMockTheory]
    [InlineData("delay-past")]
    [InlineData("dribble-past")]
    public async Task An_answer_that_is_not_complete_in_time_sends_nobody_to_WorkOS(string pace)
    {
        await using var site = await SsoSite.StartAsync(workOs, options =>
        {
            options.BaseAddress = workOs.Slow(pace);
            options.BackchannelTimeout = Timeouts.Short;
        });
        var browser = site.NewBrowser();

        using var challenge = await browser.AskToSignInAsync(AskByDomain);

        await FailedSignIn.VerifyAsync(WorkOsFailureCodes.OrganizationLookupFailed, challenge, site, browser, workOs);
    }

    [WireMockTheory]
    [InlineData("slow/delay-within")]
    [InlineData("slow/dribble-within")]
    [InlineData("faults/none")]
    public async Task An_answer_that_comes_in_time_leads_to_the_organization(string path)
    {
        await using var site = await SsoSite.StartAsync(workOs, options => options.BaseAddress = new Uri(workOs.Address, path));

        using var challenge = await site.NewBrowser().AskToSignInAsync(AskByDomain);

        Assert.Contains("organization=org_acme", challenge.Headers.Location?.Query, StringComparison.Ordinal);
        Assert.Empty(site.Logs.Complaints);
    }
}
