using System.Security.Claims;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>The access token of a session is about to expire, the app asks for the next one, and something goes wrong.</summary>
[Collection(WireMockCollection.Name)]
public sealed class RefreshFaultTests(WireMockServer workOs)
{
    private const string Path = "/user_management/authenticate";

    // Half a minute before the token expires it is due, and half a minute is the longest that WorkOS can ask us to wait.
    private static readonly TimeSpan UntilDue = RecordedTime.TokenLife - TimeSpan.FromSeconds(20);
    private static readonly TimeSpan UntilTheNextAttempt = TimeSpan.FromSeconds(30);

    private readonly FakeClock _clock = RecordedTime.NewClock();

    // It may also mean that the refresh token was used by somebody whose answer is not to be seen from here.
    private const string Spent = "invalid-grant";

    /// <summary>Every other file in <c>mappings/authkit/ending</c>.</summary>
    public static TheoryData<string> Endings => new(TestFolder.MappingNames("authkit", "ending").Where(name => name != Spent));

    /// <summary>Every way to say that a refresh token is spent.</summary>
    public static TheoryData<string> SpentTokens => new(FaultCases.OfASpentToken.Select(name => "/faults/" + name).Append("/ending/" + Spent));

    [WireMockTheory]
    [MemberData(nameof(FaultCases.SpareASession), MemberType = typeof(FaultCases))]
    public async Task A_fault_keeps_nobody_signed_in_past_their_token_and_nobody_out_past_the_fault(string fault)
    {
        await using var site = await StartAsync(workOs.Fault(fault));
        var browser = await SignInAsync(site);

        _clock.Advance(UntilDue);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
        await VerifyRefreshesAsync(1, $"/faults/{fault}{Path}");

        PassUntilTheNextAttempt();
        Assert.Empty((await browser.GetSessionAsync()).Claims);
        await VerifyRefreshesAsync(2, $"/faults/{fault}{Path}");
        Assert.All(site.Logs.Complaints, line => Assert.Equal("RefreshPostponed", line.EventName));
        Assert.Equal(2, site.Logs.Complaints.Count());

        await workOs.HealAsync();
        PassUntilTheNextAttempt();
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
        await VerifyRefreshesAsync(3, $"/faults/{fault}{Path}");
        await LoggedSecrets.VerifyNoneAsync(site, workOs, browser);
    }

    [WireMockTheory]
    [MemberData(nameof(SpentTokens))]
    public async Task A_refresh_token_that_is_spent_ends_the_session_with_its_access_token(string path)
    {
        await using var site = await StartAsync(new Uri(workOs.Address, path));
        var browser = await SignInAsync(site);

        _clock.Advance(UntilDue);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
        await VerifyRefreshesAsync(1, path + Path);

        PassUntilTheNextAttempt();
        await VerifyIsOverAsync(site, browser);
        await VerifyRefreshesAsync(2, path + Path);
        Assert.Equal("RefreshPostponed", Assert.Single(site.Logs.Complaints).EventName);
        await LoggedSecrets.VerifyNoneAsync(site, workOs, browser);
    }

    [WireMockTheory]
    [MemberData(nameof(Endings))]
    public async Task An_answer_that_speaks_of_the_session_ends_it(string answer)
    {
        await using var site = await StartAsync(new Uri(workOs.Address, "/ending/" + answer));
        var browser = await SignInAsync(site);

        _clock.Advance(UntilDue);
        await VerifyIsOverAsync(site, browser);
        await VerifyRefreshesAsync(1, $"/ending/{answer}{Path}");
        Assert.Empty(site.Logs.Complaints);
        await LoggedSecrets.VerifyNoneAsync(site, workOs, browser);
    }

    [WireMockTheory]
    [InlineData("delay-past")]
    [InlineData("dribble-past")]
    public async Task An_answer_that_is_not_complete_in_time_is_a_fault_that_passes(string pace)
    {
        await using var site = await StartAsync(workOs.Slow(pace), options => options.BackchannelTimeout = Timeouts.Short);
        var browser = await SignInAsync(site);

        _clock.Advance(UntilDue);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
        Assert.Equal("RefreshPostponed", Assert.Single(site.Logs.Complaints).EventName);
        await VerifyRefreshesAsync(1, $"/slow/{pace}{Path}");

        await workOs.HealAsync();
        PassUntilTheNextAttempt();
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
        await VerifyRefreshesAsync(2, $"/slow/{pace}{Path}");
        await LoggedSecrets.VerifyNoneAsync(site, workOs, browser);
    }

    [WireMockTheory]
    [InlineData("slow/delay-within")]
    [InlineData("slow/dribble-within")]
    [InlineData("faults/none")]
    public async Task An_answer_that_comes_in_time_refreshes_the_session(string path)
    {
        await using var site = await StartAsync(new Uri(workOs.Address, path));
        var browser = await SignInAsync(site);

        _clock.Advance(UntilDue + UntilTheNextAttempt);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);

        await VerifyRefreshesAsync(1, $"/{path}{Path}");
        Assert.Empty(site.Logs.Complaints);
    }

    [WireMockFact]
    public async Task A_person_whose_token_lives_does_not_wait_for_a_slow_answer()
    {
        await using var site = await StartAsync(workOs.Slow("delay-past"), useStore: true);
        var browser = await SignInAsync(site);
        await workOs.StartOverAsync();
        var before = await browser.GetSessionAsync();
        _clock.Advance(UntilDue);

        var session = browser.GetSessionAsync();
        Assert.NotSame(session, await Task.WhenAny(session, workOs.WaitForRequestAsync(Path)));
        _clock.Advance(TimeSpan.FromSeconds(2));

        // The claims of the next token would be there, had this waited for it.
        Assert.Equal(before.FindFirst("jti")?.Value, (await session).FindFirst("jti")?.Value);
    }

    private async Task VerifyIsOverAsync(Site site, Browser browser)
    {
        Assert.Empty((await browser.GetSessionAsync()).Claims);
        Assert.Single(site.Logs.Lines, line => line.EventName == "SessionExpired");

        await workOs.HealAsync();
        PassUntilTheNextAttempt();
        Assert.Empty((await browser.GetSessionAsync()).Claims);
    }

    private Task<Site> StartAsync(Uri baseAddress, Action<WorkOsAuthKitOptions>? configure = null, bool useStore = false) =>
        AuthKitSite.StartAsync(
            workOs,
            options =>
            {
                options.BaseAddress = baseAddress;
                configure?.Invoke(options);
            },
            _clock,
            useStore);

    private static async Task<Browser> SignInAsync(Site site)
    {
        var browser = site.NewBrowser();
        using var callback = await browser.SignInAsync("code_session");
        Assert.Equal("user_01ADA", (await browser.GetSessionAsync()).FindFirst(ClaimTypes.NameIdentifier)?.Value);
        return browser;
    }

    // At once, as on a machine that was suspended. A call that asks for a lost answer in the background would otherwise be sent, or not, while the
    // clock moves past its time limit.
    private void PassUntilTheNextAttempt()
    {
        _clock.Suspend(UntilTheNextAttempt);
        _clock.Advance(TimeSpan.Zero);
    }

    // The other request is the sign-in: a redirect that was followed would be another one, with or without the tokens.
    private async Task VerifyRefreshesAsync(int count, string url)
    {
        var requests = await workOs.GetRequestsAsync();
        Assert.Equal(count + 1, requests.Count);
        Assert.All(requests, request => Assert.Equal(("POST", url), (request.Method, request.Url)));
        Assert.Equal(count, requests.Count(request => request.Fields["grant_type"] == "refresh_token"));
    }
}
