using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Attacks;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Bearer.ApiKeys;

/// <summary>How long an answer about a key is used, and what ends it.</summary>
[Trait("Room", "Bearer")]
public sealed class RememberedKeyTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private ApiKeyApi _api = null!;

    public async Task InitializeAsync() => _api = await ApiKeyApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task An_accepted_key_is_asked_about_again_after_half_a_minute()
    {
        await VerifyAsync(200, calls: 1);
        _api.Clock.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
        await VerifyAsync(200, calls: 1);

        _api.Clock.Advance(TimeSpan.FromTicks(1));

        await VerifyAsync(200, calls: 2);
        await VerifyAsync(200, calls: 2);
    }

    [Fact]
    public async Task A_key_that_was_revoked_is_refused_after_half_a_minute()
    {
        await VerifyAsync(200, calls: 1);
        _api.WorkOs.Keys.Clear();
        await VerifyAsync(200, calls: 1);

        _api.Clock.Advance(TimeSpan.FromSeconds(30));

        await VerifyAsync(401, calls: 2);
    }

    [Fact]
    public async Task The_time_counts_from_the_question_not_from_the_answer()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _api.WorkOs.Answer = () => answer.Task;
        var first = _api.SendKeyAsync(ApiKeyServer.Acme);
        await WaitForCallsAsync(1);
        _api.Clock.Advance(TimeSpan.FromSeconds(20));
        answer.SetResult(Good());
        Assert.Equal(200, (await first).Status);

        _api.Clock.Advance(TimeSpan.FromSeconds(10));
        _api.WorkOs.Answer = null;

        await VerifyAsync(200, calls: 2);
    }

    [Fact]
    public async Task A_key_is_never_accepted_past_its_expiry_though_it_is_remembered()
    {
        _api.WorkOs.Keys[ApiKeyServer.Acme] = ApiKeyServer.Organization(""","expires_at":"2026-01-15T12:00:10Z" """);
        await VerifyAsync(200, calls: 1);
        _api.Clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        await VerifyAsync(200, calls: 1);

        _api.Clock.Advance(TimeSpan.FromTicks(1));

        await VerifyAsync(401, calls: 1);
    }

    [Fact]
    public async Task A_refusal_is_remembered_for_five_seconds()
    {
        _api.WorkOs.Keys.Clear();
        await VerifyAsync(401, calls: 1);
        await VerifyAsync(401, calls: 1);
        _api.WorkOs.Keys[ApiKeyServer.Acme] = ApiKeyServer.Organization();
        _api.Clock.Advance((5 * Second) - TimeSpan.FromTicks(1));
        await VerifyAsync(401, calls: 1);

        _api.Clock.Advance(TimeSpan.FromTicks(1));

        await VerifyAsync(200, calls: 2);
    }

    [Fact]
    public async Task With_zero_nothing_is_remembered()
    {
        await using var api = await ApiKeyApi.StartAsync(options => options.RememberFor = TimeSpan.Zero);

        foreach (var key in new[] { ApiKeyServer.Acme, ApiKeyServer.Acme, "sk_live_nobody", "sk_live_nobody" })
        {
            await api.SendKeyAsync(key);
        }

        Assert.Equal(4, api.WorkOs.Requests.Count);
    }

    [Fact]
    public async Task In_an_outage_the_last_good_answer_holds_for_its_time_and_no_longer()
    {
        await VerifyAsync(200, calls: 1);
        _api.WorkOs.Respond(HttpStatusCode.ServiceUnavailable);
        _api.Clock.Advance(TimeSpan.FromSeconds(29));
        await VerifyAsync(200, calls: 1);

        _api.Clock.Advance(Second);

        await VerifyAsync(503, calls: 2);
        await VerifyAsync(503, calls: 2);
        _api.Clock.Advance(Second);
        await VerifyAsync(503, calls: 3);

        _api.WorkOs.Answer = null;
        _api.Clock.Advance(Second);
        await VerifyAsync(200, calls: 4);
    }

    [Fact]
    public async Task An_outage_is_one_line_in_half_a_minute()
    {
        _api.WorkOs.Respond(HttpStatusCode.ServiceUnavailable);
        for (var second = 0; second < 60; second++)
        {
            await _api.SendKeyAsync(ApiKeyServer.Acme);
            _api.Clock.Advance(Second);
        }

        Assert.Equal(2, _api.Logs.Named("ApiKeysUnavailable").Count);
        Assert.Equal(60, _api.WorkOs.Requests.Count);
    }

    [Fact]
    public async Task An_outage_and_a_refused_api_key_of_the_app_are_logged_independently()
    {
        _api.WorkOs.Respond(HttpStatusCode.ServiceUnavailable);
        await _api.SendKeyAsync(ApiKeyServer.Acme);
        _api.WorkOs.Respond(HttpStatusCode.Unauthorized);
        await _api.SendKeyAsync(ApiKeyServer.Ada);

        Assert.Single(_api.Logs.Named("ApiKeysUnavailable"));
        Assert.Single(_api.Logs.Named("ServerKeyRejected"));
    }

    [Fact]
    public async Task A_call_that_failed_late_is_not_repeated_for_a_second_after_its_failure()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _api.WorkOs.Answer = () => answer.Task;
        var first = _api.SendKeyAsync(ApiKeyServer.Acme);
        await WaitForCallsAsync(1);
        _api.Clock.Advance(TimeSpan.FromSeconds(20));
        answer.SetResult(StubWorkOs.Json("{}", HttpStatusCode.ServiceUnavailable));
        Assert.Equal(503, (await first).Status);

        await VerifyAsync(503, calls: 1);
    }

    [Fact]
    public async Task A_call_is_not_repeated_at_once_though_WorkOS_asks_for_no_wait()
    {
        _api.WorkOs.Respond(HttpStatusCode.TooManyRequests, retryAfter: "0");

        await VerifyAsync(503, calls: 1);
        await VerifyAsync(503, calls: 1);
    }

    [Fact]
    public async Task A_thousand_concurrent_requests_with_one_new_key_are_one_call()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _api.WorkOs.Answer = () => answer.Task;

        var requests = Enumerable.Range(0, 1000).Select(_ => _api.SendKeyAsync(ApiKeyServer.Acme)).ToList();
        await WaitForCallsAsync(1);
        answer.SetResult(Good());

        Assert.All(await Task.WhenAll(requests), response => Assert.Equal(200, response.Status));
        Assert.Single(_api.WorkOs.Requests);
    }

    [Fact]
    public async Task A_request_that_is_cancelled_does_not_cancel_the_call_for_others()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _api.WorkOs.Answer = () => answer.Task;
        using var left = new CancellationTokenSource();
        var first = _api.SendKeyAsync(ApiKeyServer.Acme, cancellationToken: left.Token);
        await WaitForCallsAsync(1);
        var second = _api.SendKeyAsync(ApiKeyServer.Acme);

        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult(Good());

        Assert.Equal(200, (await second).Status);
        Assert.Single(_api.WorkOs.Requests);
        await VerifyAsync(200, calls: 1);
    }

    [Fact]
    public async Task Keys_that_are_not_known_are_asked_about_fifty_times_a_second_and_others_get_503()
    {
        await VerifyAsync(200, calls: 1);
        _api.Clock.Advance(TimeSpan.FromSeconds(30));

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => _api.SendKeyAsync($"sk_made_up_{i}")));

        Assert.Equal(50, answers.Count(answer => answer.Status == 401));
        Assert.Equal(150, answers.Count(answer => answer == new BearerAnswer(503, "", "1", "")));
        Assert.Single(_api.Logs.Named("ApiKeyCallsLimited"));

        // Nobody who was known before is affected, and a second later others are asked about again.
        await VerifyAsync(200, calls: 52);
        _api.Clock.Advance(Second);
        Assert.Equal(200, (await _api.SendKeyAsync(ApiKeyServer.Ada)).Status);
    }

    [Fact]
    public async Task A_key_that_was_not_used_for_an_hour_is_known_no_more()
    {
        await VerifyAsync(200, calls: 1);
        _api.Clock.Advance(TimeSpan.FromHours(1));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _api.SendKeyAsync($"sk_made_up_{i}")));

        await VerifyAsync(503, calls: 51);
    }

    [Fact]
    public async Task Sixteen_calls_about_keys_that_are_not_known_are_under_way_at_a_time()
    {
        var together = new TaskCompletionSource();
        _api.WorkOs.Answer = async () =>
        {
            await together.Task;
            return StubWorkOs.Json("""{"api_key":null}""");
        };
        var waiting = Enumerable.Range(0, 20).Select(i => _api.SendKeyAsync($"sk_made_up_{i}")).ToList();
        await WaitForCallsAsync(16);

        while (waiting.Count(request => request.IsCompleted) < 4)
        {
            _api.Clock.Advance(2 * Second);
            await Task.Yield();
        }

        Assert.Equal(16, _api.WorkOs.Requests.Count);
        together.SetResult();
        var statuses = (await Task.WhenAll(waiting)).Select(response => response.Status).ToList();
        Assert.Equal((4, 16), (statuses.Count(status => status == 503), statuses.Count(status => status == 401)));
    }

    [Fact]
    public async Task A_key_that_is_known_does_not_wait_for_calls_about_others()
    {
        await VerifyAsync(200, calls: 1);
        _api.Clock.Advance(TimeSpan.FromSeconds(30));
        var others = new TaskCompletionSource();
        _api.WorkOs.Answer = async () =>
        {
            await others.Task;
            return StubWorkOs.Json("""{"api_key":null}""");
        };
        var waiting = Enumerable.Range(0, 16).Select(i => _api.SendKeyAsync($"sk_made_up_{i}")).ToList();
        await WaitForCallsAsync(17);
        _api.WorkOs.Answer = null;

        // The clock stands still: a call that waited for the others would not end.
        Assert.Equal(200, (await _api.SendKeyAsync(ApiKeyServer.Acme).WaitAsync(TimeSpan.FromSeconds(30))).Status);
        others.SetResult();
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task A_key_that_a_webhook_reports_as_revoked_is_forgotten_at_once()
    {
        await VerifyAsync(200, calls: 1);
        await _api.SendKeyAsync(ApiKeyServer.Ada);
        _api.WorkOs.Keys.Clear();

        Assert.Equal(200, await RevokeAsync(ApiKeyServer.AcmeId));

        var line = Assert.Single(_api.Logs.Named("ApiKeyForgotten"));
        Assert.Equal((WorkOsApiKeyDefaults.AuthenticationScheme, ApiKeyServer.AcmeId), (line["Scheme"], line["ApiKeyId"]));
        await VerifyAsync(401, calls: 3);
        Assert.Equal(200, (await _api.SendKeyAsync(ApiKeyServer.Ada)).Status);
        Assert.Equal(3, _api.WorkOs.Requests.Count);
    }

    [Fact]
    public async Task An_answer_that_was_under_way_when_its_key_was_revoked_is_not_remembered()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _api.WorkOs.Answer = () => answer.Task;
        var early = _api.SendKeyAsync(ApiKeyServer.Acme);
        await WaitForCallsAsync(1);

        Assert.Equal(200, await RevokeAsync(ApiKeyServer.AcmeId));
        answer.SetResult(Good());
        Assert.Equal(200, (await early).Status);
        _api.WorkOs.Answer = null;
        _api.WorkOs.Keys.Clear();

        await VerifyAsync(401, calls: 2);
    }

    [Fact]
    public async Task An_answer_from_before_a_revocation_does_not_replace_the_one_from_after_it()
    {
        var (before, after) = (new TaskCompletionSource<HttpResponseMessage>(), new TaskCompletionSource<HttpResponseMessage>());
        _api.WorkOs.Answer = () => before.Task;
        var early = _api.SendKeyAsync(ApiKeyServer.Acme);
        await WaitForCallsAsync(1);
        Assert.Equal(200, await RevokeAsync(ApiKeyServer.AcmeId));
        _api.WorkOs.Answer = () => after.Task;
        var late = _api.SendKeyAsync(ApiKeyServer.Acme);
        await WaitForCallsAsync(2);

        before.SetResult(Good());
        Assert.Equal(200, (await early).Status);
        after.SetResult(StubWorkOs.Json("""{"api_key":null}"""));

        Assert.Equal(401, (await late).Status);
        await VerifyAsync(401, calls: 2);
    }

    [Theory]
    [InlineData("api_key.created", ApiKeyServer.AcmeId)]
    [InlineData("session.revoked", ApiKeyServer.AcmeId)]
    [InlineData("api_key.revoked", "api_key_of_somebody_else")]
    [InlineData("api_key.revoked", "api key")]
    [InlineData("api_key.revoked", null)]
    public async Task Another_webhook_forgets_nothing(string name, string? id)
    {
        await VerifyAsync(200, calls: 1);

        Assert.Equal(200, await CallWebhookAsync(name, id));

        await VerifyAsync(200, calls: 1);
    }

    [Fact]
    public async Task A_webhook_with_another_secret_forgets_nothing()
    {
        await VerifyAsync(200, calls: 1);

        Assert.Equal(400, await CallWebhookAsync("api_key.revoked", ApiKeyServer.AcmeId, "whsec_other"));

        await VerifyAsync(200, calls: 1);
    }

    [Fact]
    public async Task A_webhook_of_AuthKit_is_heard_too()
    {
        const string Secret = "whsec_of_authkit";
        await using var api = await ApiKeyApi.StartAsync(
            addSchemes: builder => builder.AddCookie().AddWorkOsAuthKit(options =>
            {
                options.ClientId = "client_01";
                options.SignInScheme = "Cookies";
                options.WebhookSecrets.Add(Secret);
            }),
            map: app => app.MapWorkOsWebhooks());
        await api.SendKeyAsync(ApiKeyServer.Acme);
        var webhook = SignedWebhook.Create(
            "api_key.revoked", new JsonObject { ["id"] = ApiKeyServer.AcmeId }, createdAt: null, api.Clock.GetUtcNow(), Secret);

        Assert.Equal(200, await api.CallWebhookAsync(webhook, "/auth/webhooks"));

        await api.SendKeyAsync(ApiKeyServer.Acme);
        Assert.Equal(2, api.WorkOs.Requests.Count);
    }

    [Fact]
    public async Task The_oldest_of_many_accepted_keys_is_forgotten_and_refused_ones_displace_none()
    {
        var memory = new ApiKeyMemory(capacity: 2);
        foreach (var name in new[] { "sk_1", "sk_2", "sk_1", "sk_3" })
        {
            memory.Keep(Entry(name));
        }

        Assert.Null(memory.Find(Entry("sk_2").Fingerprint));
        Assert.NotNull(memory.Find(Entry("sk_1").Fingerprint));
        Assert.NotNull(memory.Find(Entry("sk_3").Fingerprint));

        await VerifyAsync(200, calls: 1);
        for (var second = 0; second < 25; second++)
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _api.SendKeyAsync($"sk_made_up_{second}_{i}")));
            _api.Clock.Advance(Second);
        }

        // The first call counts in the first second, too.
        await VerifyAsync(200, calls: 1250);
    }

    [Fact]
    public void A_second_answer_about_a_key_replaces_the_first_and_displaces_no_other()
    {
        var memory = new ApiKeyMemory(capacity: 2);
        foreach (var name in new[] { "sk_1", "sk_2", "sk_2" })
        {
            memory.Keep(Entry(name));
        }

        Assert.NotNull(memory.Find(Entry("sk_1").Fingerprint));
        Assert.NotNull(memory.Find(Entry("sk_2").Fingerprint));
    }

    private static ApiKeyMemory.Entry Entry(string key)
    {
        Assert.True(TokenFingerprint.TryOf(key, out var fingerprint));
        return new ApiKeyMemory.Entry(fingerprint, ApiKeyAnswer.Refused(WorkOsApiKeyFailure.Unknown), AskedAt: 0);
    }

    private static HttpResponseMessage Good() => StubWorkOs.Json($$"""{"api_key":{{ApiKeyServer.Organization()}}}""");

    private async Task VerifyAsync(int status, int calls)
    {
        Assert.Equal(status, (await _api.SendKeyAsync(ApiKeyServer.Acme)).Status);
        Assert.Equal(calls, _api.WorkOs.Requests.Count);
    }

    private async Task WaitForCallsAsync(int count)
    {
        while (_api.WorkOs.Requests.Count < count)
        {
            await Task.Yield();
        }
    }

    private Task<int> RevokeAsync(string id) => CallWebhookAsync("api_key.revoked", id);

    private Task<int> CallWebhookAsync(string name, string? id, string secret = ApiKeyApi.WebhookSecret) =>
        _api.CallWebhookAsync(SignedWebhook.Create(name, new JsonObject { ["id"] = id }, createdAt: null, _api.Clock.GetUtcNow(), secret));
}
