namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>The code was taken, the profile did not come with the token, and asking for it goes wrong.</summary>
[Collection(WireMockCollection.Name)]
public sealed class ProfileFaultTests(WireMockServer workOs)
{
    private const string Code = "code_no-profile";

    [WireMockTheory]
    [MemberData(nameof(FaultCases.All), MemberType = typeof(FaultCases))]
    public async Task A_fault_signs_nobody_in_and_the_code_is_not_sent_again(string fault, string failureOfToken)
    {
        await using var site = await SsoSite.StartAsync(
            workOs, options => options.UserInformationEndpoint = workOs.Fault(fault) + "/sso/profile");
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync(Code);

        var failure = failureOfToken == WorkOsFailureCodes.TokenExchangeUnavailable ? failureOfToken : WorkOsFailureCodes.ProfileMissing;
        await FailedSignIn.VerifyAsync(failure, callback, site, browser, workOs);
        await VerifyTokenWentOnlyToAsync($"/faults/{fault}/sso/profile");
    }

    [WireMockTheory]
    [InlineData("delay-past")]
    [InlineData("dribble-past")]
    public async Task A_profile_that_is_not_complete_in_time_signs_nobody_in(string pace)
    {
        await using var site = await SsoSite.StartAsync(workOs, options =>
        {
            options.UserInformationEndpoint = workOs.Slow(pace) + "/sso/profile";
            options.BackchannelTimeout = Timeouts.Short;
        });
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync(Code);

        await FailedSignIn.VerifyAsync(WorkOsFailureCodes.TokenExchangeUnavailable, callback, site, browser, workOs);
        await VerifyTokenWentOnlyToAsync($"/slow/{pace}/sso/profile");
    }

    [WireMockTheory]
    [InlineData("slow/delay-within")]
    [InlineData("slow/dribble-within")]
    [InlineData("faults/none")]
    public async Task A_profile_that_comes_in_time_signs_in(string path)
    {
        await using var site = await SsoSite.StartAsync(
            workOs, options => options.UserInformationEndpoint = $"{workOs.Address}{path}/sso/profile");
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync(Code);

        Assert.Equal(Site.AccountPath, callback.Headers.Location?.OriginalString);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
    }

    private async Task VerifyTokenWentOnlyToAsync(string url)
    {
        var requests = await workOs.GetRequestsAsync();
        Assert.Single(requests, request => request.Url == "/sso/token");
        Assert.All(
            requests.Where(request => request.Url != "/sso/token"),
            request => Assert.Equal(("GET", url), (request.Method, request.Url)));
    }
}
