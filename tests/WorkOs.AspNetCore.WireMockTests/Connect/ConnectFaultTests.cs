using System.Net;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>A sign-in with Connect asks for metadata, tokens and keys, and something goes wrong with one of them.</summary>
[Collection(WireMockCollection.Name)]
public sealed class ConnectFaultTests(WireMockServer workOs)
{
    private const string Code = "code_01HVZ0FAULT";

    [WireMockTheory]
    [MemberData(nameof(FaultCases.OfAuthKit), MemberType = typeof(FaultCases))]
    public async Task A_fault_of_the_token_endpoint_signs_nobody_in_and_the_code_is_sent_once(string fault, string failure)
    {
        await using var site = await ConnectSite.StartAsync(workOs, tokens: workOs.Fault(fault), keys: new Uri(workOs.Address, "/connect"));
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync(Code, Browser.AskForNothing);

        await FailedSignIn.VerifyAsync(failure, callback, site, browser, workOs, needsOperator: !FaultCases.BlamesTheCode(fault));
        var request = Assert.Single(await workOs.GetRequestsAsync(), request => request.Body.Contains(Code, StringComparison.Ordinal));
        Assert.Equal(("POST", $"/faults/{fault}/oauth2/token"), (request.Method, request.Url));
        Assert.Equal("authorization_code", request.Fields["grant_type"]);
    }

    [WireMockTheory]
    [MemberData(nameof(FaultCases.All), MemberType = typeof(FaultCases))]
    public async Task A_fault_of_the_metadata_starts_no_sign_in(string fault, string failure)
    {
        await using var site = await ConnectSite.StartWithoutMetadataAsync(workOs, fault);

        using var challenge = await site.NewBrowser().AskToSignInAsync(Browser.AskForNothing);

        var code = failure == WorkOsFailureCodes.TokenExchangeUnavailable ? WorkOsFailureCodes.DiscoveryUnavailable : WorkOsFailureCodes.DiscoveryInvalid;
        Assert.Equal(HttpStatusCode.Redirect, challenge.StatusCode);
        Assert.StartsWith($"/error?error={code}&", challenge.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.All(site.Logs.Complaints, line => Assert.True(line.IsOfPackage, line.Text));
        await LoggedSecrets.VerifyNoneAsync(site, workOs);
    }

    [WireMockTheory]
    [MemberData(nameof(FaultCases.Names), MemberType = typeof(FaultCases))]
    public async Task A_fault_of_the_keys_signs_nobody_in(string fault)
    {
        await using var site = await ConnectSite.StartAsync(workOs, tokens: new Uri(workOs.Address, "/connect"), keys: workOs.Fault(fault));

        await VerifyAsync(site, WorkOsFailureCodes.DiscoveryUnavailable);
    }

    [WireMockFact]
    public async Task The_token_of_an_AuthKit_session_is_no_id_token_although_the_keys_are_the_same()
    {
        await using var site = await ConnectSite.StartAsync(workOs, new Uri(workOs.Address, "/connect"), new Uri(workOs.Address, "/connect"));

        await VerifyAsync(site, WorkOsFailureCodes.TokenInvalid);
    }

    [WireMockTheory]
    [InlineData("delay-past")]
    [InlineData("dribble-past")]
    public async Task An_answer_that_is_not_complete_in_time_signs_nobody_in(string pace)
    {
        await using var site = await ConnectSite.StartAsync(
            workOs, workOs.Slow(pace), new Uri(workOs.Address, "/connect"), options => options.BackchannelTimeout = Timeouts.Short);

        await VerifyAsync(site, WorkOsFailureCodes.TokenExchangeUnavailable);
    }

    private async Task VerifyAsync(Site site, string code)
    {
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync(Code, Browser.AskForNothing);

        Assert.StartsWith($"/error?error={code}&", callback.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Empty((await browser.GetSessionAsync()).Claims);
        await LoggedSecrets.VerifyNoneAsync(site, workOs, browser);
    }
}
