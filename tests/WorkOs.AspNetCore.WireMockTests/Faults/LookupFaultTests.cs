using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>
/// A person arrives from a tile of the identity provider, the app is set to redeem the code in order to learn the
/// connection, and something goes wrong.
/// </summary>
[Collection(WireMockCollection.Name)]
public sealed class LookupFaultTests(WireMockServer workOs)
{
    private const string Code = "code_01HVZ0TILE";

    [WireMockTheory]
    [MemberData(nameof(FaultCases.All), MemberType = typeof(FaultCases))]
    public async Task A_fault_signs_nobody_in_and_the_code_is_sent_once(string fault, string failure)
    {
        await using var site = await StartAsync(options => options.BaseAddress = workOs.Fault(fault));
        var browser = site.NewBrowser();

        using var arrival = await browser.ArriveAsync(Code);

        // An answer without a usable connection says no more than no lookup at all.
        if (failure == WorkOsFailureCodes.ProfileMissing)
        {
            Assert.Equal("org_acme", AskedFor(arrival, "organization"));
        }
        else
        {
            // A code that WorkOS refuses may have been made up by anybody.
            var needsOperator = failure != WorkOsFailureCodes.TokenExchangeRejected;
            await FailedSignIn.VerifyAsync(failure, arrival, site, browser, workOs, returnUrl: "/", needsOperator);
        }

        Assert.Single(await workOs.GetRequestsAsync(), request => request.Body.Contains(Code, StringComparison.Ordinal));
        Assert.Empty((await browser.GetSessionAsync()).Claims);
    }

    [WireMockFact]
    public async Task A_code_that_is_redeemed_for_its_connection_starts_a_fresh_sign_in_with_it()
    {
        await using var site = await StartAsync();
        var browser = site.NewBrowser();

        using var arrival = await browser.ArriveAsync("code_everything");

        Assert.Equal(HttpStatusCode.Redirect, arrival.StatusCode);
        Assert.Equal("conn_okta", AskedFor(arrival, "connection"));
        Assert.Empty((await browser.GetSessionAsync()).Claims);
        var request = Assert.Single(await workOs.GetRequestsAsync());
        Assert.DoesNotContain("code_verifier", request.Fields.Keys);
    }

    private Task<Site> StartAsync(Action<WorkOsOptions>? configure = null) => SsoSite.StartAsync(workOs, options =>
    {
        options.IdpInitiated = WorkOsIdpInitiated.RestartWithLookup;
        options.Organization = "org_acme";
        configure?.Invoke(options);
    });

    private static string AskedFor(HttpResponseMessage response, string selector) =>
        QueryHelpers.ParseQuery(response.Headers.Location!.Query)[selector].ToString();
}
