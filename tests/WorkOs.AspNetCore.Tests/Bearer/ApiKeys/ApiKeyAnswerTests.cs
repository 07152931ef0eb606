using System.Net;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Bearer.ApiKeys;

/// <summary>What WorkOS, or whatever answers in its place, may say about a key.</summary>
[Trait("Room", "Bearer")]
public sealed class ApiKeyAnswerTests
{
    private static readonly Dictionary<string, string> Accepted = new(StringComparer.Ordinal)
    {
        ["as documented"] = Answer(ApiKeyServer.Organization()),
        ["with fields that are new"] = $$"""{"api_key":{{ApiKeyServer.Organization(""","created_at":"2026-01-01","scopes":{"a":1}""")}},"agent_registration_id":"agent_1"}""",
        ["without a name"] = Answer("""{"id":"api_key_1","owner":{"type":"organization","id":"org_acme"},"permissions":[]}"""),
        ["without permissions"] = Answer("""{"id":"api_key_1","owner":{"type":"organization","id":"org_acme"},"name":"CI"}"""),
        ["with nulls"] = Answer("""{"id":"api_key_1","owner":{"type":"organization","id":"org_acme"},"name":null,"permissions":null,"expires_at":null,"last_used_at":null}"""),
        ["with an expiry ahead"] = Answer(ApiKeyServer.Organization(""","expires_at":"2026-01-15T12:00:01.000Z" """)),
    };

    public static TheoryData<string> AcceptedNames => new(Accepted.Keys);

    [Theory]
    [MemberData(nameof(AcceptedNames))]
    public async Task A_key_is_accepted(string what)
    {
        await using var api = await StartAsync(HttpStatusCode.OK, Accepted[what]);

        Assert.True((await api.SendKeyAsync(ApiKeyServer.Acme, "/organization")).Status == 200, what);
    }

    private static readonly Dictionary<string, (int Status, string Body, string Reason)> Refused = new(StringComparer.Ordinal)
    {
        ["no such key"] = (200, """{"api_key":null}""", nameof(WorkOsApiKeyFailure.Unknown)),
        ["a value that WorkOS cannot process"] = (422, """{"message":"Validation failed","code":"unprocessable_entity"}""", nameof(WorkOsApiKeyFailure.Unknown)),
        ["expired this moment"] = (200, Answer(ApiKeyServer.Organization(""","expires_at":"2026-01-15T12:00:00.000Z" """)), nameof(WorkOsApiKeyFailure.Expired)),
        ["expired, in another zone"] = (200, Answer(ApiKeyServer.Organization(""","expires_at":"2026-01-15T13:00:00+02:00" """)), nameof(WorkOsApiKeyFailure.Expired)),
        ["expired, without a zone"] = (200, Answer(ApiKeyServer.Organization(""","expires_at":"2026-01-15T11:59:59" """)), nameof(WorkOsApiKeyFailure.Expired)),
        ["an owner of a new kind"] = (200, Owner("""{"type":"team","id":"team_1","organization_id":"org_acme"}"""), nameof(WorkOsApiKeyFailure.UnknownOwner)),
        ["an owner without a kind"] = (200, Owner("""{"id":"org_acme"}"""), nameof(WorkOsApiKeyFailure.UnknownOwner)),
        ["a kind in another case"] = (200, Owner("""{"type":"Organization","id":"org_acme"}"""), nameof(WorkOsApiKeyFailure.UnknownOwner)),
        ["an organization without an id"] = (200, Owner("""{"type":"organization"}"""), nameof(WorkOsApiKeyFailure.UnknownOwner)),
        ["an organization with an empty id"] = (200, Owner("""{"type":"organization","id":" "}"""), nameof(WorkOsApiKeyFailure.UnknownOwner)),
        ["an organization with an id that is none"] = (200, Owner("""{"type":"organization","id":"org acme\n"}"""), nameof(WorkOsApiKeyFailure.UnknownOwner)),
        ["an organization by the field of a user"] = (200, Owner("""{"type":"organization","organization_id":"org_acme"}"""), nameof(WorkOsApiKeyFailure.UnknownOwner)),
        ["a user without an organization"] = (200, Owner("""{"type":"user","id":"user_ada"}"""), nameof(WorkOsApiKeyFailure.UnknownOwner)),
        ["a user without an id"] = (200, Owner("""{"type":"user","organization_id":"org_acme"}"""), nameof(WorkOsApiKeyFailure.UnknownOwner)),
    };

    public static TheoryData<string> RefusedNames => new(Refused.Keys);

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public async Task A_key_is_refused_with_401(string what)
    {
        var (status, body, reason) = Refused[what];
        await using var api = await StartAsync((HttpStatusCode)status, body);

        Assert.True(await api.SendKeyAsync(ApiKeyServer.Acme) == new BearerAnswer(401, "Bearer error=\"invalid_token\"", "", ""), what);
        Assert.Contains(api.Logs.Entries, line => line.Text.EndsWith($"The API key was refused: {reason}.", StringComparison.Ordinal));
        Assert.DoesNotContain(api.Logs.Entries, line => line.Level >= LogLevel.Warning);
    }

    private static readonly Dictionary<string, (int Status, string Body, string Line)> Unavailable = new(StringComparer.Ordinal)
    {
        ["our API key is wrong"] = (401, """{"message":"Unauthorized"}""", "ServerKeyRejected"),
        ["our API key may not"] = (403, """{"code":"forbidden"}""", "ServerKeyRejected"),
        ["there is nothing at that address"] = (404, "{}", "ServerKeyRejected"),
        ["the call is wrong"] = (400, """{"error":"invalid_grant"}""", "ServerKeyRejected"),
        ["a timeout of theirs"] = (408, "", "ApiKeysUnavailable"),
        ["too many calls"] = (429, "{}", "ApiKeysUnavailable"),
        ["an error of theirs"] = (500, "", "ApiKeysUnavailable"),
        ["an error of theirs with a good answer"] = (503, Answer(ApiKeyServer.Organization()), "ApiKeysUnavailable"),
        ["a redirect"] = (302, Answer(ApiKeyServer.Organization()), "ApiKeysUnavailable"),
        ["HTML"] = (200, "<html></html>", "ApiKeysUnavailable"),
        ["nothing"] = (200, "", "ApiKeysUnavailable"),
        ["nothing, with a status for it"] = (204, "", "ApiKeysUnavailable"),
        ["an empty object"] = (200, "{}", "ApiKeysUnavailable"),
        ["null"] = (200, "null", "ApiKeysUnavailable"),
        ["the key without its name"] = (200, ApiKeyServer.Organization(), "ApiKeysUnavailable"),
        ["a key that is true"] = (200, """{"api_key":true,"valid":true}""", "ApiKeysUnavailable"),
        ["a key that is a list"] = (200, """{"api_key":[{}]}""", "ApiKeysUnavailable"),
        ["a key that is a text"] = (200, """{"api_key":"api_key_01"}""", "ApiKeysUnavailable"),
        ["two keys"] = (200, $$"""{"api_key":null,"api_key":{{ApiKeyServer.Organization()}}}""", "ApiKeysUnavailable"),
        ["an empty key"] = (200, """{"api_key":{}}""", "ApiKeysUnavailable"),
        ["a key without an id"] = (200, Answer("""{"owner":{"type":"organization","id":"org_acme"}}"""), "ApiKeysUnavailable"),
        ["an id that is a number"] = (200, Answer("""{"id":1,"owner":{"type":"organization","id":"org_acme"}}"""), "ApiKeysUnavailable"),
        ["an id with a line break"] = (200, Answer("""{"id":"api_key_1\n","owner":{"type":"organization","id":"org_acme"}}"""), "ApiKeysUnavailable"),
        ["a key without an owner"] = (200, Answer("""{"id":"api_key_1"}"""), "ApiKeysUnavailable"),
        ["an owner that is a text"] = (200, Owner("\"org_acme\""), "ApiKeysUnavailable"),
        ["permissions that are a text"] = (200, Permissions("\"posts:write\""), "ApiKeysUnavailable"),
        ["permissions that are an object"] = (200, Permissions("""{"posts":"write"}"""), "ApiKeysUnavailable"),
        ["a permission that is a number"] = (200, Permissions("""["posts:read",1]"""), "ApiKeysUnavailable"),
        ["a permission that is a list"] = (200, Permissions("""[["posts:read"]]"""), "ApiKeysUnavailable"),
        ["a permission that is null"] = (200, Permissions("[null]"), "ApiKeysUnavailable"),
        ["an expiry that is a number"] = (200, Answer(ApiKeyServer.Organization(""","expires_at":1768478500""")), "ApiKeysUnavailable"),
        ["an expiry that is no date"] = (200, Answer(ApiKeyServer.Organization(""","expires_at":"never" """)), "ApiKeysUnavailable"),
        ["an expiry that is empty"] = (200, Answer(ApiKeyServer.Organization(""","expires_at":"" """)), "ApiKeysUnavailable"),
    };

    public static TheoryData<string> UnavailableNames => new(Unavailable.Keys);

    [Theory]
    [MemberData(nameof(UnavailableNames))]
    public async Task An_answer_that_says_nothing_of_the_key_is_503_and_one_line_for_an_operator(string what)
    {
        var (status, body, line) = Unavailable[what];
        await using var api = await StartAsync((HttpStatusCode)status, body);

        Assert.True(await api.SendKeyAsync(ApiKeyServer.Acme) == new BearerAnswer(503, "", "1", ""), what);
        Assert.True(await api.SendKeyAsync(ApiKeyServer.Ada) == new BearerAnswer(503, "", "1", ""), what);

        Assert.All(api.Logs.Named(line), static entry => Assert.Null(entry["Description"]));
        Assert.Equal((line, LogLevel.Error), Assert.Single(api.Logs.Ours.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => (entry.Event.Name, entry.Level))));
    }

    [Theory]
    [InlineData("7", "7")]
    [InlineData("0", "1")]
    [InlineData("-5", "1")]
    [InlineData("31", "30")]
    [InlineData("86400", "30")]
    [InlineData("soon", "1")]
    public async Task The_client_waits_as_long_as_WorkOS_asks_for_within_bounds(string asked, string answered)
    {
        await using var api = await ApiKeyApi.StartAsync();
        api.WorkOs.Answer = () =>
        {
            var response = StubWorkOs.Json("{}", HttpStatusCode.TooManyRequests);
            response.Headers.TryAddWithoutValidation("Retry-After", asked);
            return Task.FromResult(response);
        };

        Assert.Equal(answered, (await api.SendKeyAsync(ApiKeyServer.Acme)).RetryAfter);
    }

    private static readonly Dictionary<string, Func<Exception>> Exceptions = new(StringComparer.Ordinal)
    {
        ["no connection"] = () => new HttpRequestException(HttpRequestError.ConnectionError),
        ["a connection that breaks"] = () => new IOException(),
        ["no answer in time"] = () => new TaskCanceledException(),
        ["whatever a handler of the app throws"] = () => new InvalidOperationException("sk_live_in_a_message"),
    };

    public static TheoryData<string> ExceptionNames => new(Exceptions.Keys);

    [Theory]
    [MemberData(nameof(ExceptionNames))]
    public async Task A_call_that_fails_is_503_and_never_500(string what)
    {
        await using var api = await ApiKeyApi.StartAsync();
        api.WorkOs.Answer = () => throw Exceptions[what]();

        Assert.True(await api.SendKeyAsync(ApiKeyServer.Acme) == new BearerAnswer(503, "", "1", ""), what);
        Assert.All(api.Logs.Entries, line => Assert.DoesNotContain("sk_live_", line.Everything, StringComparison.Ordinal));
        Assert.Single(api.Logs.Named("ApiKeysUnavailable"));
    }

    private static string Answer(string key) => $$"""{"api_key":{{key}}}""";

    private static string Owner(string owner) => Answer($$"""{"id":"api_key_1","owner":{{owner}},"permissions":[]}""");

    private static string Permissions(string permissions) => Answer($$"""{"id":"api_key_1","owner":{"type":"organization","id":"org_acme"},"permissions":{{permissions}}}""");

    private static async Task<ApiKeyApi> StartAsync(HttpStatusCode status, string body)
    {
        var api = await ApiKeyApi.StartAsync();
        api.WorkOs.Respond(status, body);
        return api;
    }
}
