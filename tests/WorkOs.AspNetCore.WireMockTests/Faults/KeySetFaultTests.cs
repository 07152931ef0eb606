using System.Net;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>An API asks for the keys that access tokens are verified with, and something goes wrong.</summary>
[Collection(WireMockCollection.Name)]
public sealed class KeySetFaultTests(WireMockServer workOs)
{
    private const string Path = "/sso/jwks/" + Site.ClientId;
    private static readonly TimeSpan UntilTheNextAttempt = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UntilTheNextUnknownKey = TimeSpan.FromSeconds(30);

    private readonly FakeClock _clock = RecordedTime.NewClock();

    [WireMockTheory]
    [MemberData(nameof(FaultCases.Names), MemberType = typeof(FaultCases))]
    public async Task A_fault_blames_no_token_and_costs_one_fetch_until_WorkOS_is_back(string fault)
    {
        await using var api = await StartAsync(workOs.Fault(fault));
        var caller = api.NewCaller();

        var together = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => caller.CallAsync(RecordedTokens.Ada)));
        using var afterwards = await caller.CallAsync(RecordedTokens.Ada);
        Assert.All(together.Append(afterwards), VerifyUnavailable);
        await VerifyFetchesAsync(1, $"/faults/{fault}{Path}");
        Assert.True(Assert.Single(api.Logs.Complaints).IsOfPackage);

        await workOs.HealAsync();
        _clock.Advance(UntilTheNextAttempt);
        await VerifyAcceptedAsync(caller, RecordedTokens.Ada);
        await VerifyFetchesAsync(2, $"/faults/{fault}{Path}");
        await LoggedSecrets.VerifyNoneAsync(api, workOs);
    }

    [WireMockTheory]
    [MemberData(nameof(FaultCases.Names), MemberType = typeof(FaultCases))]
    public async Task A_fault_of_a_later_fetch_changes_nothing_for_the_keys_that_are_held(string fault)
    {
        await using var api = await StartAsync(workOs.Fault(fault));
        await workOs.HealAsync();
        var caller = api.NewCaller();
        await VerifyAcceptedAsync(caller, RecordedTokens.Ada);
        await workOs.BreakAsync();

        using (var unknown = await caller.CallAsync(RecordedTokens.AdaWithNextKey))
        {
            VerifyUnavailable(unknown);
        }

        await VerifyAcceptedAsync(caller, RecordedTokens.Ada);
        await VerifyFetchesAsync(2, $"/faults/{fault}{Path}");
        Assert.True(Assert.Single(api.Logs.Complaints).IsOfPackage);

        await workOs.HealAsync();
        _clock.Advance(UntilTheNextUnknownKey);
        using var neverPublished = await caller.CallAsync(RecordedTokens.AdaWithNextKey);
        Assert.Equal(HttpStatusCode.Unauthorized, neverPublished.StatusCode);
        await VerifyFetchesAsync(3, $"/faults/{fault}{Path}");
        await LoggedSecrets.VerifyNoneAsync(api, workOs);
    }

    [WireMockTheory]
    [InlineData("delay-past")]
    [InlineData("dribble-past")]
    public async Task A_key_set_that_is_not_complete_in_time_is_a_fault(string pace)
    {
        await using var api = await StartAsync(workOs.Slow(pace), options => options.BackchannelTimeout = Timeouts.Short);

        using var answer = await api.NewCaller().CallAsync(RecordedTokens.Ada);

        VerifyUnavailable(answer);
        await VerifyFetchesAsync(1, $"/slow/{pace}{Path}");
        Assert.Single(api.Logs.Complaints);
    }

    [WireMockTheory]
    [InlineData("slow/delay-within")]
    [InlineData("slow/dribble-within")]
    [InlineData("faults/none")]
    public async Task A_key_set_that_comes_in_time_is_fetched_once_for_all_who_wait(string path)
    {
        await using var api = await StartAsync(new Uri(workOs.Address, path));
        var caller = api.NewCaller();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => VerifyAcceptedAsync(caller, RecordedTokens.Ada)));

        await VerifyFetchesAsync(1, $"/{path}{Path}");
        Assert.Empty(api.Logs.Complaints);
    }

    private Task<Site> StartAsync(Uri baseAddress, Action<WorkOsBearerOptions>? configure = null) => BearerSite.StartAsync(
        workOs,
        options =>
        {
            options.BaseAddress = baseAddress;
            configure?.Invoke(options);
        },
        _clock);

    private static void VerifyUnavailable(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(UntilTheNextAttempt, answer.Headers.RetryAfter?.Delta);
        Assert.Empty(answer.Headers.WwwAuthenticate);
    }

    private static async Task VerifyAcceptedAsync(ApiCaller caller, string token)
    {
        using var answer = await caller.CallAsync(token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("user_01ADA", await answer.Content.ReadAsStringAsync());
    }

    private async Task VerifyFetchesAsync(int count, string url)
    {
        var requests = await workOs.GetRequestsAsync();

        // A GET that a server hangs up on without a word is repeated by SocketsHttpHandler itself.
        if (!url.Contains("/empty-reply/", StringComparison.Ordinal))
        {
            Assert.Equal(count, requests.Count);
        }

        Assert.All(requests, request => Assert.Equal(("GET", url), (request.Method, request.Url)));
    }
}
