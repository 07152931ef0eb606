using System.Net;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Bearer;

[Trait("Room", "Bearer")]
public class BearerOutageTests
{
    public static TheoryData<string> Faults => [.. Answers.Keys];

    private static Dictionary<string, Func<Task<HttpResponseMessage>>> Answers { get; } = new()
    {
        ["404"] = () => Status(HttpStatusCode.NotFound, """{"message":"Not Found"}"""),
        ["401"] = () => Status(HttpStatusCode.Unauthorized, """{"error":"Unauthorized"}"""),
        ["429"] = () => Status(HttpStatusCode.TooManyRequests, "{}"),
        ["500"] = () => Status(HttpStatusCode.InternalServerError, ""),
        ["503 in HTML"] = () => Status(HttpStatusCode.ServiceUnavailable, "<html></html>"),
        ["the key set under 500"] = () => Status(HttpStatusCode.InternalServerError, TokenForge.KeySet),
        ["302"] = () => Status(HttpStatusCode.Found, TokenForge.KeySet),
        ["204"] = () => Status(HttpStatusCode.NoContent, ""),
        ["nothing"] = () => Status(HttpStatusCode.OK, ""),
        ["HTML"] = () => Status(HttpStatusCode.OK, "<html>Bad gateway</html>"),
        ["half a key set"] = () => Status(HttpStatusCode.OK, TokenForge.KeySet[..100]),
        ["a key set that says one thing twice"] = () => Status(HttpStatusCode.OK, TokenForge.KeySetOf(TokenForge.Jwk(TokenForge.Key, "k", ",\"kid\":\"l\""))),
        ["half a surrogate pair"] = () => Status(HttpStatusCode.OK, """{"keys":[{"kid":"\ud800"}]}"""),
        ["no keys"] = () => Status(HttpStatusCode.OK, """{"keys":[]}"""),
        ["only an encryption key"] = () => Status(HttpStatusCode.OK, TokenForge.KeySetOf(TokenForge.Jwk(TokenForge.Key, TokenForge.KeyId, ",\"use\":\"enc\""))),
        ["a key set of two megabytes"] = () => Status(HttpStatusCode.OK, $"{{\"x\":\"{new string('x', 2_000_000)}\",{TokenForge.KeySet[1..]}"),
        ["no connection"] = () => throw new HttpRequestException("Connection refused"),
        ["a connection that breaks"] = () => throw new IOException("Connection reset"),
        ["a time limit"] = () => throw new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout."),
        ["a handler that is out of order"] = () => throw new InvalidOperationException("Out of order"),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Without_keys_the_token_is_not_blamed(string fault)
    {
        await using var api = await BearerApi.StartAsync();
        api.WorkOs.Answer = Answers[fault];

        Assert.Equal(new BearerAnswer(503, "", "5", ""), await api.SendTokenAsync(TokenForge.Good()));
        Assert.Equal(200, (await api.SendTokenAsync(TokenForge.Good(), "/open")).Status);
        Assert.Single(api.Logs.Entries, line => line.Level >= LogLevel.Error);
        Assert.Equal(1, api.WorkOs.Requests);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Keys_that_were_fetched_outlast_what_goes_wrong_later(string fault)
    {
        await using var api = await BearerApi.StartAsync();
        Assert.Equal(200, (await api.SendTokenAsync(TokenForge.Good())).Status);
        api.WorkOs.Answer = Answers[fault];
        var unknown = TokenForge.Sign("""{"alg":"RS256","kid":"next"}""", TokenForge.Payload, TokenForge.StrangerKey);

        Assert.Equal(503, (await api.SendTokenAsync(unknown)).Status);
        Assert.Equal(200, (await api.SendTokenAsync(TokenForge.Good())).Status);
        Assert.Equal(2, api.WorkOs.Requests);
    }

    [Fact]
    public async Task When_WorkOS_is_back_so_is_the_api()
    {
        await using var api = await BearerApi.StartAsync();
        api.WorkOs.Answer = Answers["no connection"];
        Assert.Equal(503, (await api.SendTokenAsync(TokenForge.Good())).Status);

        api.WorkOs.Answer = () => Status(HttpStatusCode.OK, TokenForge.KeySet);
        Assert.Equal(503, (await api.SendTokenAsync(TokenForge.Good())).Status);
        api.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(200, (await api.SendTokenAsync(TokenForge.Good())).Status);
    }

    [Fact]
    public async Task A_token_that_is_wrong_anyway_is_refused_as_such_and_costs_no_fetch()
    {
        await using var api = await BearerApi.StartAsync();
        api.WorkOs.Answer = Answers["no connection"];

        Assert.Equal(401, (await api.SendTokenAsync(HostileToken.All["alg none"].Make())).Status);
        Assert.Equal(0, api.WorkOs.Requests);
    }

    [Fact]
    public async Task A_thousand_requests_at_a_cold_start_cost_one_fetch()
    {
        await using var api = await BearerApi.StartAsync();
        var released = new TaskCompletionSource();
        api.WorkOs.Answer = async () =>
        {
            await released.Task;
            return KeySetServer.Ok(TokenForge.KeySet);
        };

        var requests = Enumerable.Range(0, 1000).Select(_ => api.SendTokenAsync(TokenForge.Good())).ToArray();
        released.SetResult();

        Assert.All(await Task.WhenAll(requests), answer => Assert.Equal(200, answer.Status));
        Assert.Equal(1, api.WorkOs.Requests);
    }

    [Fact]
    public async Task A_new_key_in_the_middle_of_traffic_refuses_nobody_and_costs_one_fetch()
    {
        await using var api = await BearerApi.StartAsync(options => options.TokenCacheSize = 100);
        var old = TokenForge.Good();
        Assert.Equal(200, (await api.SendTokenAsync(old)).Status);
        api.WorkOs.Answer = () => Status(HttpStatusCode.OK, TokenForge.KeySetOf(
            TokenForge.Jwk(TokenForge.Key, TokenForge.KeyId), TokenForge.Jwk(TokenForge.StrangerKey, "next")));
        var next = TokenForge.Sign("""{"alg":"RS256","kid":"next"}""", TokenForge.Payload, TokenForge.StrangerKey);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => api.SendTokenAsync(i % 2 == 0 ? old : next)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(2, api.WorkOs.Requests);
    }

    private static Task<HttpResponseMessage> Status(HttpStatusCode status, string body) => Task.FromResult(KeySetServer.With(status, body));
}
