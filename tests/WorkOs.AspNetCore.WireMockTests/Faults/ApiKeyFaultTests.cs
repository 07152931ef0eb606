using System.Net;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>An API asks about the API key of a customer, and something goes wrong.</summary>
[Collection(WireMockCollection.Name)]
public sealed class ApiKeyFaultTests(WireMockServer workOs)
{
    private static readonly TimeSpan UntilTheNextAttempt = TimeSpan.FromSeconds(30);

    private readonly FakeClock _clock = RecordedTime.NewClock();

    /// <summary>The only status that speaks of the customer's key.</summary>
    private static bool BlamesTheKey(string fault) => fault == "422";

    [WireMockTheory]
    [MemberData(nameof(FaultCases.Names), MemberType = typeof(FaultCases))]
    public async Task A_fault_blames_no_key_and_costs_one_call_until_WorkOS_is_back(string fault)
    {
        await using var api = await StartAsync(workOs.Fault(fault));
        var caller = api.NewCaller();

        var together = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => caller.CallAsync(ApiKeySite.Organization)));
        using var afterwards = await caller.CallAsync(ApiKeySite.Organization);

        Assert.All(together.Append(afterwards), answer => VerifyRefused(fault, answer));
        await VerifyCallsAsync(1, fault);
        Assert.Equal(BlamesTheKey(fault) ? 0 : 1, api.Logs.Complaints.Count());

        await workOs.HealAsync();
        _clock.Advance(UntilTheNextAttempt);
        await VerifyAcceptedAsync(caller);
        await VerifyCallsAsync(2, fault);
        await VerifyNoSecretsAsync(api);
    }

    [WireMockTheory]
    [MemberData(nameof(FaultCases.Names), MemberType = typeof(FaultCases))]
    public async Task A_fault_changes_nothing_for_a_key_that_is_remembered_and_no_longer_than_that(string fault)
    {
        await using var api = await StartAsync(workOs.Fault(fault));
        await workOs.HealAsync();
        var caller = api.NewCaller();
        await VerifyAcceptedAsync(caller);
        await workOs.BreakAsync();

        _clock.Advance(TimeSpan.FromSeconds(29));
        await VerifyAcceptedAsync(caller);
        await VerifyCallsAsync(1, fault);
        _clock.Advance(TimeSpan.FromSeconds(1));

        using var answer = await caller.CallAsync(ApiKeySite.Organization);
        VerifyRefused(fault, answer);
        await VerifyNoSecretsAsync(api);
    }

    [WireMockTheory]
    [InlineData("delay-past")]
    [InlineData("dribble-past")]
    public async Task An_answer_that_is_not_complete_in_time_is_a_fault(string pace)
    {
        await using var api = await StartAsync(workOs.Slow(pace), options => options.BackchannelTimeout = Timeouts.Short);

        using var answer = await api.NewCaller().CallAsync(ApiKeySite.Organization);

        VerifyRefused(pace, answer);
        Assert.Single(api.Logs.Complaints);
    }

    [WireMockTheory]
    [InlineData("slow/delay-within")]
    [InlineData("slow/dribble-within")]
    [InlineData("faults/none")]
    public async Task An_answer_in_time_is_for_all_who_wait(string path)
    {
        await using var api = await StartAsync(new Uri(workOs.Address, path));
        var caller = api.NewCaller();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => VerifyAcceptedAsync(caller)));

        Assert.Single(await workOs.GetRequestsAsync());
        Assert.Empty(api.Logs.Complaints);
    }

    private Task<Site> StartAsync(Uri baseAddress, Action<WorkOsApiKeyOptions>? configure = null) => ApiKeySite.StartAsync(
        workOs,
        options =>
        {
            options.BaseAddress = baseAddress;
            configure?.Invoke(options);
        },
        _clock);

    private static void VerifyRefused(string fault, HttpResponseMessage answer)
    {
        Assert.Equal(BlamesTheKey(fault) ? HttpStatusCode.Unauthorized : HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(!BlamesTheKey(fault), answer.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
    }

    private static async Task VerifyAcceptedAsync(ApiCaller caller)
    {
        using var answer = await caller.CallAsync(ApiKeySite.Organization);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("nobody org_acme posts:read api_key_01ACME", await answer.Content.ReadAsStringAsync());
    }

    private async Task VerifyCallsAsync(int count, string fault)
    {
        var requests = await workOs.GetRequestsAsync();
        Assert.Equal(count, requests.Count);
        Assert.All(requests, request => Assert.Equal(("POST", $"/faults/{fault}/api_keys/validations"), (request.Method, request.Url)));
    }

    private async Task VerifyNoSecretsAsync(Site api)
    {
        await LoggedSecrets.VerifyNoneAsync(api, workOs);
        Assert.All(api.Logs.Lines, line => Assert.DoesNotContain("sk_recorded", line.Text, StringComparison.Ordinal));
    }
}
