using System.Net;
using System.Security.Claims;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>A sign-in with Connect asks the userinfo endpoint who the user is.</summary>
[Collection(WireMockCollection.Name)]
public sealed class UserInfoTests(WireMockServer workOs)
{
    private const string Code = "code_01HVZ0USERINFO";

    public static TheoryData<string> Tolerated => [.. TestFolder.MappingNames("connect", "userinfo", "tolerated")];

    /// <summary>The file in <c>mappings/connect/userinfo/refused</c>, and the failure.</summary>
    public static TheoryData<string, string> RefusedAnswers => new()
    {
        { "no-subject", WorkOsFailureCodes.ProfileMissing },
        { "other-user", WorkOsFailureCodes.ProfileMissing },
        { "subject-number", WorkOsFailureCodes.ProfileMissing },
        { "unauthorized", WorkOsFailureCodes.ProfileMissing },
    };

    /// <summary>The fault, and the failure of a sign-in whose userinfo met it.</summary>
    public static TheoryData<string, string> Faults
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var row in FaultCases.All)
            {
                cases.Add((string)row[0], (string)row[1] == WorkOsFailureCodes.TokenExchangeUnavailable ? (string)row[1] : WorkOsFailureCodes.ProfileMissing);
            }

            return cases;
        }
    }

    [WireMockTheory]
    [MemberData(nameof(Tolerated))]
    public async Task A_recorded_answer_signs_in_with_its_claims(string answer)
    {
        await using var site = await StartAsync(new Uri(workOs.Address, $"/connect/userinfo/{answer}"));
        var browser = site.NewBrowser();

        using var callback = await ConnectSite.SignInAsync(workOs, browser, Code);

        Assert.Equal(Site.AccountPath, callback.Headers.Location?.OriginalString);
        var session = await browser.GetSessionAsync();
        Assert.Equal("user_01ADA", session.FindFirst(ClaimTypes.NameIdentifier)?.Value);
        Assert.Equal(answer is "every-scope" or "new-fields" ? "Ada of Userinfo" : null, session.FindFirst(ClaimTypes.Name)?.Value);
        var request = Assert.Single(await workOs.GetRequestsAsync(), static request => request.Url.EndsWith("/oauth2/userinfo", StringComparison.Ordinal));
        Assert.StartsWith("Bearer " + LoggedSecrets.BeginningOfAnyToken, request.Headers["Authorization"], StringComparison.Ordinal);
        await LoggedSecrets.VerifyNoneAsync(site, workOs, browser);
    }

    [WireMockTheory]
    [MemberData(nameof(RefusedAnswers))]
    public async Task A_recorded_answer_about_somebody_else_signs_nobody_in(string answer, string failure) =>
        await VerifyAsync(new Uri(workOs.Address, $"/connect/userinfo/{answer}"), failure);

    [WireMockTheory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_signs_nobody_in_and_the_code_is_sent_once(string fault, string failure) => await VerifyAsync(workOs.Fault(fault), failure);

    [WireMockTheory]
    [InlineData("delay-past")]
    [InlineData("dribble-past")]
    public async Task An_answer_that_is_not_complete_in_time_signs_nobody_in(string pace) =>
        await VerifyAsync(workOs.Slow(pace), WorkOsFailureCodes.TokenExchangeUnavailable, static options => options.BackchannelTimeout = Timeouts.Short);

    [Fact]
    public void Every_refused_answer_is_tried() =>
        Assert.Equal(TestFolder.MappingNames("connect", "userinfo", "refused"), RefusedAnswers.Select(static row => (string)row[0]).Order(StringComparer.Ordinal));

    private async Task VerifyAsync(Uri userInfo, string failure, Action<WorkOsConnectOptions>? configure = null)
    {
        await using var site = await StartAsync(userInfo, configure);
        var browser = site.NewBrowser();

        using var callback = await ConnectSite.SignInAsync(workOs, browser, Code);

        Assert.Equal(HttpStatusCode.Redirect, callback.StatusCode);
        await FailedSignIn.VerifyAsync(failure, callback, site, browser, workOs);
        Assert.Single(await workOs.GetRequestsAsync(), static request => request.Url == LiveTokens.Path + "/oauth2/token");
    }

    private Task<Site> StartAsync(Uri userInfo, Action<WorkOsConnectOptions>? configure = null) => ConnectSite.StartLiveAsync(
        workOs,
        options =>
        {
            options.GetClaimsFromUserInfoEndpoint = true;
            configure?.Invoke(options);
        },
        userInfo);
}
