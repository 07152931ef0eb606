using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Clients;

/// <summary>Calls to other services with a token of the app.</summary>
[Trait("Room", "Clients")]
public sealed class MachineTokenTests
{
    [Fact]
    public async Task The_request_carries_a_token_that_was_asked_for_by_the_rules_of_OAuth()
    {
        await using var app = new MachineApp(options =>
        {
            options.Scope.Add("reports:write");
            options.Scope.Add("reports:read");
            options.Scope.Add("reports:write");
            options.Resource = "https://reports.example.com/";
        });

        Assert.Equal(1, await app.CallAsync());

        var request = Assert.Single(app.WorkOs.Requests);
        Assert.Equal(("POST", TokenServer.Domain + "/oauth2/token", "application/x-www-form-urlencoded"), (request.Method.Method, request.Url.AbsoluteUri, request.ContentType));
        Assert.Null(request.Authorization);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = "client_01MACHINE",
                ["client_secret"] = MachineApp.Secret,
                ["scope"] = "reports:read reports:write",
                ["resource"] = "https://reports.example.com/",
            },
            app.WorkOs.FieldsOf(0));
    }

    [Fact]
    public async Task What_is_not_set_is_not_sent()
    {
        await using var app = new MachineApp();

        await app.CallAsync();

        Assert.Equal(["client_id", "client_secret", "grant_type"], app.WorkOs.FieldsOf(0).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_token_is_used_until_half_a_minute_before_its_own_end()
    {
        await using var app = new MachineApp();
        Assert.Equal(1, await app.CallAsync());
        app.Clock.Advance(TimeSpan.FromSeconds(270) - TimeSpan.FromTicks(1));
        Assert.Equal(1, await app.CallAsync());

        app.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(2, await app.CallAsync());
        Assert.Equal(2, app.WorkOs.Requests.Count);
    }

    public static TheoryData<string, string, double> Lives => new()
    {
        { "an opaque token for its expires_in", """{"access_token":"opaque","token_type":"Bearer","expires_in":600}""", 570 },
        { "an opaque token without a life for a minute", """{"access_token":"opaque","token_type":"bearer"}""", 30 },
        { "an opaque token of ten years for a day", """{"access_token":"opaque","expires_in":315360000}""", 86370 },
        { "a life that is no number as none", """{"access_token":"opaque","expires_in":"600"}""", 30 },
        { "a life with a fraction as none", """{"access_token":"opaque","expires_in":600.5}""", 30 },
        { "a token of half a minute for half of it", """{"access_token":"opaque","expires_in":30}""", 15 },
        { "a JWT for its exp", Jwt("""{"exp":1768478700}"""), 270 },
        { "a JWT for its exp with a fraction", Jwt("""{"exp":1768478700.9}"""), 270 },
        { "a JWT of ten years for a day", Jwt("""{"exp":2083838400}"""), 86370 },
        { "a JWT without exp for its expires_in", Jwt("""{"sub":"client_01"}"""), 3570 },
        { "a JWT with an exp that is a text for its expires_in", Jwt("""{"exp":"1768478700"}"""), 3570 },
        { "a JWT with a negative exp for its expires_in", Jwt("""{"exp":-1}"""), 3570 },
        { "a JWT with an exp beyond all years for its expires_in", Jwt("""{"exp":1e300}"""), 3570 },
        { "a JWT with exp twice for its expires_in", Jwt("""{"exp":1768478700,"exp":1}"""), 3570 },
        { "three parts that are no JWT for its expires_in", """{"access_token":"a.b.c","expires_in":3600}""", 3570 },
    };

    [Theory]
    [MemberData(nameof(Lives))]
    public async Task A_token_is_used(string what, string answer, double seconds)
    {
        await using var app = new MachineApp();
        app.WorkOs.Answer = _ => Task.FromResult(StubWorkOs.Json(answer));
        await app.NewClient().GetAsync(new Uri("all", UriKind.Relative));

        app.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        await app.NewClient().GetAsync(new Uri("all", UriKind.Relative));
        Assert.True(app.WorkOs.Requests.Count == 1, what);

        app.Clock.Advance(TimeSpan.FromTicks(1));
        await app.NewClient().GetAsync(new Uri("all", UriKind.Relative));
        Assert.True(app.WorkOs.Requests.Count == 2, what);
    }

    public static TheoryData<string, string> Unusable => new()
    {
        { "nothing", "{}" },
        { "no token", """{"token_type":"bearer","expires_in":600}""" },
        { "a token that is null", """{"access_token":null}""" },
        { "a token that is a number", """{"access_token":5}""" },
        { "an empty token", """{"access_token":""}""" },
        { "a token with a line break", """{"access_token":"a\r\nX-Injected: b"}""" },
        { "a token with a space", """{"access_token":"a b"}""" },
        { "a token of 20,000 characters", $$"""{"access_token":"{{new string('a', 20_000)}}"}""" },
        { "another kind of token", """{"access_token":"a","token_type":"DPoP","expires_in":600}""" },
        { "a life of zero", """{"access_token":"a","expires_in":0}""" },
        { "a negative life", """{"access_token":"a","expires_in":-1}""" },
        { "a JWT that has expired", Jwt("""{"exp":1768478400}""") },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task An_answer_without_a_token_that_can_be_used_stops_the_call(string what, string answer)
    {
        await using var app = new MachineApp();
        app.WorkOs.Answer = _ => Task.FromResult(StubWorkOs.Json(answer));

        var exception = await Assert.ThrowsAsync<WorkOsMachineTokenException>(() => app.CallAsync());

        Assert.False(exception.IsTransient, what);
        Assert.Empty(app.Service.Requests);
        Assert.Equal(LogLevel.Error, Assert.Single(app.Logs.Named("MachineTokenUnavailable")).Level);
    }

    public static TheoryData<string, int, string, bool, string?> Faults => new()
    {
        { "a wrong secret", 401, """{"error":"invalid_client","error_description":"secret-Zm9vYmFy-of-the-machine"}""", false, "invalid_client" },
        { "a scope that the application does not have", 400, """{"error":"invalid_scope"}""", false, "invalid_scope" },
        { "a resource that is not registered", 400, """{"error":"invalid_target"}""", false, "invalid_target" },
        { "forbidden, without a code", 403, "", false, null },
        { "an error page", 404, "<html>", false, null },
        { "a redirect", 302, "{}", false, null },
        { "HTML", 200, "<html>", false, null },
        { "a list", 200, "[]", false, null },
        { "two tokens", 200, """{"access_token":"a","access_token":"b"}""", false, null },
        { "too many requests", 429, """{"error":"slow_down"}""", true, "slow_down" },
        { "a timeout of theirs", 408, "", true, null },
        { "an outage", 503, "", true, null },
        { "an outage with a good answer", 500, """{"access_token":"a","expires_in":600}""", true, null },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_request_for_a_token_that_fails_stops_the_call(string what, int status, string body, bool isTransient, string? code)
    {
        await using var app = new MachineApp();
        app.WorkOs.Answer = _ => Task.FromResult(StubWorkOs.Json(body, (HttpStatusCode)status));

        var exception = await Assert.ThrowsAsync<WorkOsMachineTokenException>(() => app.CallAsync());

        Assert.True((isTransient, code, (HttpStatusCode)status) == (exception.IsTransient, exception.WorkOsErrorCode, exception.StatusCode ?? HttpStatusCode.OK) || status == 200, what);
        Assert.Equal(isTransient, exception.IsTransient);
        Assert.Empty(app.Service.Requests);
        Assert.All(app.Logs.Entries, line => Assert.DoesNotContain("Zm9vYmFy", line.Everything, StringComparison.Ordinal));
        Assert.DoesNotContain("Zm9vYmFy", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_is_asked_about_once_a_second_and_forgotten_when_it_ends()
    {
        await using var app = new MachineApp();
        app.WorkOs.Answer = _ => throw new HttpRequestException(HttpRequestError.ConnectionError);
        for (var i = 0; i < 5; i++)
        {
            Assert.True((await Assert.ThrowsAsync<WorkOsMachineTokenException>(() => app.CallAsync())).IsTransient);
        }

        Assert.Single(app.WorkOs.Requests);
        app.WorkOs.Answer = null;
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, await app.CallAsync());
    }

    [Fact]
    public async Task A_handler_of_the_app_that_throws_is_a_failure_without_its_message_in_the_log()
    {
        await using var app = new MachineApp();
        app.WorkOs.Answer = _ => throw new InvalidOperationException("secret-Zm9vYmFy");

        Assert.True((await Assert.ThrowsAsync<WorkOsMachineTokenException>(() => app.CallAsync())).IsTransient);

        Assert.All(app.Logs.Ours, line => Assert.DoesNotContain("Zm9vYmFy", line.Everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_thousand_concurrent_calls_share_one_request_for_a_token()
    {
        await using var app = new MachineApp();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        app.WorkOs.Answer = _ => answer.Task;

        var calls = Enumerable.Range(0, 1000).Select(_ => app.CallAsync()).ToList();
        answer.SetResult(StubWorkOs.Json(app.WorkOs.AnswerOf(1)));

        Assert.All(await Task.WhenAll(calls), number => Assert.Equal(1, number));
        Assert.Single(app.WorkOs.Requests);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_does_not_cancel_the_request_for_others()
    {
        await using var app = new MachineApp();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        app.WorkOs.Answer = _ => answer.Task;
        using var left = new CancellationTokenSource();
        var first = app.NewClient().GetAsync(new Uri("all", UriKind.Relative), left.Token);
        var second = app.CallAsync();

        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult(StubWorkOs.Json(app.WorkOs.AnswerOf(1)));

        Assert.Equal(1, await second);
        Assert.Single(app.WorkOs.Requests);
    }

    public static TheoryData<string, Func<HttpContent?>, bool> Contents => new()
    {
        { "none", () => null, true },
        { "text", () => new StringContent("body"), true },
        { "bytes", () => new ByteArrayContent("body"u8.ToArray()), true },
        { "memory", () => new ReadOnlyMemoryContent("body"u8.ToArray()), true },
        { "a form", () => new FormUrlEncodedContent([new("body", "")]), true },
        { "JSON", () => JsonContent.Create("body"), true },
        { "a stream that can be read again", () => new StreamContent(new MemoryStream("body"u8.ToArray())), true },
        { "parts of a form", () => new MultipartFormDataContent("x") { { new StringContent("body"), "name" } }, true },
        { "a stream that can be read once", () => new StreamContent(new OnceStream("body"u8.ToArray())), false },
        { "more than a megabyte", () => new StreamContent(new MemoryStream(new byte[(1024 * 1024) + 1])), false },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task A_request_is_sent_once_more_after_a_401_where_its_content_allows(string what, Func<HttpContent?> content, bool isSentAgain)
    {
        await using var app = new MachineApp();
        app.Service.Answer = request => Task.FromResult(TokenServer.NumberOf(request.Authorization) == 1 ? HttpStatusCode.Unauthorized : HttpStatusCode.OK);

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("all", UriKind.Relative)) { Content = content() };
        using var response = await app.NewClient().SendAsync(request);

        Assert.True((response.StatusCode == HttpStatusCode.OK) == isSentAgain, what);
        Assert.Equal(isSentAgain ? 2 : 1, app.Service.Requests.Count);
        Assert.Single(app.Service.Requests.Select(sent => sent.Body).Distinct(StringComparer.Ordinal));
        Assert.Null(request.Headers.Authorization);

        // In both cases the next call has a new token.
        Assert.Equal(2, await app.CallAsync());
    }

    [Fact]
    public async Task A_second_401_is_the_answer()
    {
        await using var app = new MachineApp();
        app.Service.Answer = _ => Task.FromResult(HttpStatusCode.Unauthorized);

        using var response = await app.NewClient().GetAsync(new Uri("all", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal([1, 2], app.Service.Requests.Select(request => TokenServer.NumberOf(request.Authorization)));
    }

    [Fact]
    public async Task A_service_that_always_answers_401_costs_one_new_token_in_half_a_minute()
    {
        await using var app = new MachineApp();
        app.Service.Answer = _ => Task.FromResult(HttpStatusCode.Unauthorized);
        for (var i = 0; i < 10; i++)
        {
            using var response = await app.NewClient().GetAsync(new Uri("all", UriKind.Relative));
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }

        Assert.Equal(2, app.WorkOs.Requests.Count);
        Assert.Equal(11, app.Service.Requests.Count);

        app.Clock.Advance(MachineTokens.EarlyReplacementInterval);
        app.Service.Answer = request => Task.FromResult(TokenServer.NumberOf(request.Authorization) == 2 ? HttpStatusCode.Unauthorized : HttpStatusCode.OK);
        Assert.Equal(3, await app.CallAsync());
    }

    [Fact]
    public async Task A_token_that_was_just_replaced_is_still_replaced_at_its_end()
    {
        await using var app = new MachineApp();
        app.WorkOs.Answer = _ => Task.FromResult(StubWorkOs.Json("""{"access_token":"opaque","expires_in":20}"""));
        app.Service.Answer = _ => Task.FromResult(HttpStatusCode.Unauthorized);
        using var first = await app.NewClient().GetAsync(new Uri("all", UriKind.Relative));

        app.Clock.Advance(TimeSpan.FromSeconds(10));
        using var second = await app.NewClient().GetAsync(new Uri("all", UriKind.Relative));

        Assert.Equal(3, app.WorkOs.Requests.Count);
    }

    [Fact]
    public async Task Concurrent_calls_that_get_401_share_one_new_token()
    {
        await using var app = new MachineApp();
        await app.CallAsync();
        var together = new TaskCompletionSource();
        app.Service.Answer = async request =>
        {
            if (TokenServer.NumberOf(request.Authorization) > 1)
            {
                return HttpStatusCode.OK;
            }

            await together.Task;
            return HttpStatusCode.Unauthorized;
        };

        var calls = Enumerable.Range(0, 20).Select(_ => app.CallAsync()).ToList();
        together.SetResult();

        Assert.All(await Task.WhenAll(calls), number => Assert.Equal(2, number));
        Assert.Equal(2, app.WorkOs.Requests.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Another_status_leaves_the_token_as_it_is(HttpStatusCode status)
    {
        await using var app = new MachineApp();
        app.Service.Answer = _ => Task.FromResult(status);

        using var response = await app.NewClient().GetAsync(new Uri("all", UriKind.Relative));

        Assert.Equal(status, response.StatusCode);
        Assert.Single(app.Service.Requests);
        app.Service.Answer = static _ => Task.FromResult(HttpStatusCode.OK);
        Assert.Equal(1, await app.CallAsync());
    }

    [Fact]
    public async Task Sending_without_waiting_is_not_supported()
    {
        await using var app = new MachineApp();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("all", UriKind.Relative));

        Assert.Throws<NotSupportedException>(() => app.NewClient().Send(request));
    }

    [Fact]
    public async Task No_line_of_the_log_has_the_secret_or_a_token()
    {
        await using var app = new MachineApp();

        await app.CallAsync();

        var token = app.Service.Requests[0].Authorization!.Split(' ')[1];
        Assert.NotEmpty(app.Logs.Named("MachineTokenReceived"));
        Assert.All(app.Logs.Entries, line => Assert.DoesNotContain(MachineApp.Secret, line.Everything, StringComparison.Ordinal));
        Assert.All(app.Logs.Entries, line => Assert.DoesNotContain(token, line.Everything, StringComparison.Ordinal));
    }

    private static string Jwt(string payload) =>
        $$"""{"access_token":"{{Convert.ToBase64String("{}"u8)}}.{{Convert.ToBase64String(Encoding.UTF8.GetBytes(payload)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}}.c2ln","token_type":"bearer","expires_in":3600}""";

    private sealed class OnceStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
