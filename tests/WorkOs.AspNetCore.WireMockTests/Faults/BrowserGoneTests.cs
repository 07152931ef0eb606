using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>A person closes the tab while the app waits for WorkOS.</summary>
[Collection(WireMockCollection.Name)]
public sealed class BrowserGoneTests(WireMockServer workOs)
{
    [WireMockFact]
    public async Task Leaving_during_the_exchange_ends_it_quietly()
    {
        await using var site = await SsoSite.StartAsync(workOs, options => options.BaseAddress = workOs.Slow("delay-past"));
        var browser = site.NewBrowser();
        using var challenge = await browser.AskToSignInAsync(Browser.AskForAcme);

        await LeaveAsync("/sso/token", tab => browser.ComeBackAsync(challenge.Headers.Location!, "code_everything", tab));

        await VerifyQuietAsync(site, browser, WorkOsDefaults.CallbackPath);
    }

    [WireMockFact]
    public async Task Leaving_while_the_profile_is_fetched_ends_it_quietly()
    {
        await using var site = await SsoSite.StartAsync(
            workOs, options => options.UserInformationEndpoint = workOs.Slow("dribble-past") + "/sso/profile");
        var browser = site.NewBrowser();
        using var challenge = await browser.AskToSignInAsync(Browser.AskForAcme);

        await LeaveAsync("/sso/profile", tab => browser.ComeBackAsync(challenge.Headers.Location!, "code_no-profile", tab));

        await VerifyQuietAsync(site, browser, WorkOsDefaults.CallbackPath);
    }

    [WireMockFact]
    public async Task Leaving_while_the_organization_is_looked_up_ends_it_quietly()
    {
        await using var site = await SsoSite.StartAsync(workOs, options => options.BaseAddress = workOs.Slow("delay-past"));
        var browser = site.NewBrowser();

        await LeaveAsync("/organizations", tab => browser.AskToSignInAsync("domain=acme.example", tab));

        await VerifyQuietAsync(site, browser, "/sign-in");
    }

    [WireMockFact]
    public async Task Leaving_during_sign_out_ends_it_quietly()
    {
        await using var site = await SsoSite.StartAsync(workOs, options =>
        {
            options.BaseAddress = workOs.Slow("delay-past");
            options.TokenEndpoint = new Uri(workOs.Address, "/sso/token").AbsoluteUri;
        });
        var browser = site.NewBrowser();
        using var callback = await browser.SignInAsync("code_generic-oidc");

        await LeaveAsync("/sso/logout/authorize", browser.SignOutAsync);

        await site.WaitUntilFinishedAsync("/sign-out");
        Assert.Empty(site.Logs.Complaints);
    }

    [WireMockFact]
    public async Task Leaving_during_the_exchange_of_AuthKit_ends_it_quietly()
    {
        await using var site = await AuthKitSite.StartAsync(workOs, options => options.BaseAddress = workOs.Slow("dribble-past"));
        var browser = site.NewBrowser();
        using var challenge = await browser.AskToSignInAsync(Browser.AskForNothing);

        await LeaveAsync("/user_management/authenticate", tab => browser.ComeBackAsync(challenge.Headers.Location!, "code_everything", tab));

        await VerifyQuietAsync(site, browser, WorkOsAuthKitDefaults.CallbackPath);
    }

    [WireMockTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leaving_while_the_session_is_refreshed_ends_it_quietly(bool useStore)
    {
        var clock = RecordedTime.NewClock();
        await using var site = await AuthKitSite.StartAsync(
            workOs, options => options.BaseAddress = workOs.Slow("delay-until-left"), clock, useStore);
        var browser = site.NewBrowser();
        using var callback = await browser.SignInAsync("code_session");
        await workOs.StartOverAsync();
        clock.Advance(RecordedTime.TokenLife);

        await LeaveAsync("/user_management/authenticate", browser.OpenAccountAsync);

        await site.WaitUntilFinishedAsync(Site.AccountPath);
        Assert.Empty(site.Logs.Complaints);
        Assert.Single(await workOs.GetRequestsAsync());
        await LoggedSecrets.VerifyNoneAsync(site, workOs, browser);
    }

    private async Task LeaveAsync(string waitingFor, Func<CancellationToken, Task<HttpResponseMessage>> request)
    {
        using var tab = new CancellationTokenSource();
        var answer = request(tab.Token);
        Assert.NotSame(answer, await Task.WhenAny(answer, workOs.WaitForRequestAsync(waitingFor)));
        await tab.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    private async Task VerifyQuietAsync(Site site, Browser browser, string path)
    {
        await site.WaitUntilFinishedAsync(path);
        Assert.Empty(site.Logs.Complaints);
        var gone = Assert.Single(site.Logs.Lines, line => line.EventName == "BrowserGone");
        Assert.Equal(LogLevel.Debug, gone.Level);
        Assert.Empty((await browser.GetSessionAsync()).Claims);
        await LoggedSecrets.VerifyNoneAsync(site, workOs, browser);
    }
}
