using System.Net;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>From WorkOS's key set to a request that is let in.</summary>
[Collection(WireMockCollection.Name)]
public sealed class KeySetTests(WireMockServer workOs)
{
    [WireMockFact]
    public async Task Keys_are_fetched_once_with_nothing_that_is_secret()
    {
        await using var api = await BearerSite.StartAsync(workOs);
        var caller = api.NewCaller();

        await VerifyAnswerAsync(HttpStatusCode.OK, caller, RecordedTokens.Ada);
        await VerifyAnswerAsync(HttpStatusCode.OK, caller, RecordedTokens.Ada);

        var request = Assert.Single(await workOs.GetRequestsAsync());
        Assert.Equal(("GET", "/sso/jwks/" + Site.ClientId), (request.Method, request.Url));
        Assert.Equal(["Accept", "Host", "User-Agent"], request.Headers.Keys.Except(["traceparent"]).Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.StartsWith("WorkOs.AspNetCore/", request.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Empty(request.Body);
        Assert.Empty(api.Logs.Complaints);
        await LoggedSecrets.VerifyNoneAsync(api, workOs);
    }

    [WireMockFact]
    public async Task The_first_token_with_a_new_key_is_accepted_with_one_fetch()
    {
        await using var api = await BearerSite.StartAsync(workOs, options => options.BaseAddress = new Uri(workOs.Address, "rotation"));
        var caller = api.NewCaller();
        await VerifyAnswerAsync(HttpStatusCode.OK, caller, RecordedTokens.Ada);
        Assert.Single(await workOs.GetRequestsAsync());

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => VerifyAnswerAsync(HttpStatusCode.OK, caller, RecordedTokens.AdaWithNextKey)));
        await VerifyAnswerAsync(HttpStatusCode.OK, caller, RecordedTokens.Ada);

        Assert.Equal(2, (await workOs.GetRequestsAsync()).Count);
        Assert.Empty(api.Logs.Complaints);
    }

    [WireMockFact]
    public async Task A_token_with_a_key_that_was_never_published_is_refused_with_one_fetch()
    {
        await using var api = await BearerSite.StartAsync(workOs);
        var caller = api.NewCaller();
        await VerifyAnswerAsync(HttpStatusCode.OK, caller, RecordedTokens.Ada);

        await VerifyAnswerAsync(HttpStatusCode.Unauthorized, caller, RecordedTokens.AdaWithNextKey);
        await VerifyAnswerAsync(HttpStatusCode.Unauthorized, caller, RecordedTokens.AdaWithNextKey);

        Assert.Equal(2, (await workOs.GetRequestsAsync()).Count);
        await VerifyAnswerAsync(HttpStatusCode.OK, caller, RecordedTokens.Ada);
    }

    [WireMockFact]
    public async Task A_token_past_its_life_is_refused()
    {
        var clock = RecordedTime.NewClock();
        await using var api = await BearerSite.StartAsync(workOs, clock: clock);
        var caller = api.NewCaller();
        await VerifyAnswerAsync(HttpStatusCode.OK, caller, RecordedTokens.Ada);

        clock.Advance(TimeSpan.FromHours(2) + TimeSpan.FromSeconds(30));

        await VerifyAnswerAsync(HttpStatusCode.Unauthorized, caller, RecordedTokens.Ada);
    }

    private static async Task VerifyAnswerAsync(HttpStatusCode expected, ApiCaller caller, string token)
    {
        using var answer = await caller.CallAsync(token);
        Assert.Equal(expected, answer.StatusCode);
    }
}
