namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>The code of an AuthKit sign-in is sent, and something goes wrong.</summary>
[Collection(WireMockCollection.Name)]
public sealed class AuthenticateFaultTests(WireMockServer workOs)
{
    private const string Code = "code_01HVZ0FAULT";
    private const string Path = "/user_management/authenticate";

    [WireMockTheory]
    [MemberData(nameof(FaultCases.OfAuthKit), MemberType = typeof(FaultCases))]
    public async Task A_fault_signs_nobody_in_and_the_code_is_sent_once(string fault, string failure)
    {
        await using var site = await AuthKitSite.StartAsync(workOs, options => options.BaseAddress = workOs.Fault(fault));
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync(Code, Browser.AskForNothing);

        await FailedSignIn.VerifyAsync(failure, callback, site, browser, workOs, needsOperator: !FaultCases.BlamesTheCode(fault));
        await VerifyCodeWasSentOnceAsync($"/faults/{fault}{Path}");
    }

    [WireMockTheory]
    [InlineData("delay-past")]
    [InlineData("dribble-past")]
    public async Task An_answer_that_is_not_complete_in_time_signs_nobody_in(string pace)
    {
        await using var site = await AuthKitSite.StartAsync(workOs, options =>
        {
            options.BaseAddress = workOs.Slow(pace);
            options.BackchannelTimeout = Timeouts.Short;
        });
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync(Code, Browser.AskForNothing);

        await FailedSignIn.VerifyAsync(WorkOsFailureCodes.TokenExchangeUnavailable, callback, site, browser, workOs);
        await VerifyCodeWasSentOnceAsync($"/slow/{pace}{Path}");
    }

    [WireMockTheory]
    [InlineData("slow/delay-within")]
    [InlineData("slow/dribble-within")]
    [InlineData("faults/none")]
    public async Task An_answer_that_comes_in_time_signs_in(string path)
    {
        await using var site = await AuthKitSite.StartAsync(workOs, options => options.BaseAddress = new Uri(workOs.Address, path));
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync(Code);

        Assert.Equal(Site.AccountPath, callback.Headers.Location?.OriginalString);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
        Assert.Empty(site.Logs.Complaints);
    }

    private async Task VerifyCodeWasSentOnceAsync(string url)
    {
        var request = Assert.Single(await workOs.GetRequestsAsync());
        Assert.Equal(("POST", url), (request.Method, request.Url));
        Assert.Equal(Code, request.Fields["code"]);
    }
}
