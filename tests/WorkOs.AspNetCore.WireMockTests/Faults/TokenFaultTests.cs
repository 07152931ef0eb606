namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>The code is sent, and something goes wrong.</summary>
[Collection(WireMockCollection.Name)]
public sealed class TokenFaultTests(WireMockServer workOs)
{
    private const string Code = "code_01HVZ0FAULT";

    [WireMockTheory]
    [MemberData(nameof(FaultCases.All), MemberType = typeof(FaultCases))]
    public async Task A_fault_signs_nobody_in_and_the_code_is_sent_once(string fault, string failure)
    {
        await using var site = await SsoSite.StartAsync(workOs, options => options.BaseAddress = workOs.Fault(fault));
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync(Code);

        await FailedSignIn.VerifyAsync(failure, callback, site, browser, workOs, needsOperator: !FaultCases.BlamesTheCode(fault));
        await VerifyCodeWasSentOnceAsync($"/faults/{fault}/sso/token");
    }

    [WireMockTheory]
    [InlineData("delay-past")]
    [InlineData("dribble-past")]
    public async Task An_answer_that_is_not_complete_in_time_signs_nobody_in(string pace)
    {
        await using var site = await SsoSite.StartAsync(workOs, options =>
        {
            options.BaseAddress = workOs.Slow(pace);
            options.BackchannelTimeout = Timeouts.Short;
        });
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync(Code);

        var line = await FailedSignIn.VerifyAsync(WorkOsFailureCodes.TokenExchangeUnavailable, callback, site, browser, workOs);
        Assert.Contains("failed on the way: Timeout.", line.Text, StringComparison.Ordinal);
        await VerifyCodeWasSentOnceAsync($"/slow/{pace}/sso/token");
    }

    // An idle connection may have been closed by the other side, so that an HTTP client likes to try again on a new one.
    [WireMockTheory]
    [InlineData("reset", "ConnectionReset")]
    [InlineData("empty-reply", "ResponseEnded")]
    [InlineData("garbage", "ResponseEnded")]
    [InlineData("garbage-after-status", "ResponseEnded")]
    public async Task A_connection_that_breaks_when_it_is_used_again_does_not_send_the_code_again(string fault, string reason)
    {
        await using var site = await SsoSite.StartAsync(workOs, options => options.TokenEndpoint = workOs.Fault(fault) + "/sso/token");
        var browser = site.NewBrowser();
        using var challenge = await browser.AskToSignInAsync("domain=acme.example");

        using var callback = await browser.ComeBackAsync(challenge.Headers.Location!, Code);

        var line = await FailedSignIn.VerifyAsync(WorkOsFailureCodes.TokenExchangeUnavailable, callback, site, browser, workOs);
        Assert.Contains($"failed on the way: {reason}.", line.Text, StringComparison.Ordinal);
        await VerifyCodeWasSentOnceAsync($"/faults/{fault}/sso/token");
    }

    [WireMockTheory]
    [InlineData("reset")]
    [InlineData("500")]
    [InlineData("400-oauth")]
    [InlineData("200-html")]
    public async Task A_person_who_reloads_the_callback_after_a_fault_does_not_send_the_code_again(string fault)
    {
        await using var site = await SsoSite.StartAsync(workOs, options => options.BaseAddress = workOs.Fault(fault));
        var browser = site.NewBrowser();
        using var challenge = await browser.AskToSignInAsync(Browser.AskForAcme);
        using var callback = await browser.ComeBackAsync(challenge.Headers.Location!, Code);

        using var reload = await browser.ComeBackAsync(challenge.Headers.Location!, Code);

        Assert.EndsWith("/sso/authorize", reload.Headers.Location?.AbsolutePath, StringComparison.Ordinal);
        Assert.Empty((await browser.GetSessionAsync()).Claims);
        await VerifyCodeWasSentOnceAsync($"/faults/{fault}/sso/token");
    }

    [WireMockTheory]
    [InlineData("400-oauth", "400", "invalid_grant")]
    [InlineData("400-plain", "400", "invalid_request_parameters")]
    [InlineData("422", "422", "invalid_request_parameters")]
    [InlineData("429", "429", "daily_quota_exceeded")]
    [InlineData("500", "500", "server_error")]
    public async Task The_log_line_says_what_WorkOS_support_will_ask_for(string fault, string status, string workOsCode)
    {
        await using var site = await SsoSite.StartAsync(workOs, options => options.BaseAddress = workOs.Fault(fault));

        using var callback = await site.NewBrowser().SignInAsync(Code);

        var complaint = Assert.Single(site.Logs.Complaints);
        Assert.Contains($"HTTP status {status}, WorkOS code {workOsCode}, request ID req_{fault}.", complaint.Text, StringComparison.Ordinal);
    }

    [WireMockTheory]
    [InlineData("delay-within")]
    [InlineData("dribble-within")]
    public async Task A_slow_answer_that_is_complete_in_time_signs_in(string pace)
    {
        await using var site = await SsoSite.StartAsync(workOs, options => options.BaseAddress = workOs.Slow(pace));
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync(Code);

        Assert.Equal(Site.AccountPath, callback.Headers.Location?.OriginalString);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
    }

    [WireMockFact]
    public async Task The_answer_that_the_faults_spoil_signs_in()
    {
        await using var site = await SsoSite.StartAsync(workOs, options => options.BaseAddress = workOs.Fault(FaultCases.None));
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync(Code);

        Assert.Equal(Site.AccountPath, callback.Headers.Location?.OriginalString);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
    }

    [Fact]
    public void Every_fault_is_tried() =>
        Assert.Equal(
            TestFolder.MappingNames("faults"),
            FaultCases.All.Select(row => (string)row[0]).Append(FaultCases.None).Order(StringComparer.Ordinal));

    // The only POST there is: a redirect that was followed would be another request, with or without the secret.
    private async Task VerifyCodeWasSentOnceAsync(string url)
    {
        var requests = await workOs.GetRequestsAsync();
        var token = Assert.Single(requests, request => request.Body.Contains(Code, StringComparison.Ordinal));
        Assert.Equal(("POST", url), (token.Method, token.Url));
        Assert.DoesNotContain(requests, request => request.Url == "/elsewhere");
    }
}
