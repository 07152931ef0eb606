using System.Net;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Bearer;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Connect;

[Trait("Room", "Connect")]
public sealed class AuthKitDiscoveryTests : IDisposable
{
    private static readonly Dictionary<string, (Func<HttpResponseMessage> Answer, bool IsOutage)> Faults = new(StringComparer.Ordinal)
    {
        ["503"] = (() => KeySetServer.With(HttpStatusCode.ServiceUnavailable, ""), true),
        ["429"] = (() => KeySetServer.With(HttpStatusCode.TooManyRequests, ""), true),
        ["connection refused"] = (() => throw new HttpRequestException(HttpRequestError.ConnectionError), true),
        ["never answers"] = (() => throw new TaskCanceledException(), true),
        ["handler of the app throws"] = (() => throw new InvalidOperationException("app"), true),
        ["404"] = (() => KeySetServer.With(HttpStatusCode.NotFound, "{}"), false),
        ["redirect"] = (() => KeySetServer.With(HttpStatusCode.Found, ""), false),
        ["HTML"] = (() => KeySetServer.Ok("<html></html>"), false),
        ["a list"] = (() => KeySetServer.Ok("[]"), false),
        ["a name twice"] = (() => KeySetServer.Ok("""{"issuer":"https://acme.authkit.app","issuer":"https://acme.authkit.app"}"""), false),
        ["two megabytes"] = (() => KeySetServer.Ok($$"""{"issuer":"{{new string('a', 2 << 20)}}"}"""), false),
        ["another domain's"] = (() => KeySetServer.Ok(MetadataDocument.Of("https://evil.authkit.app").ToJsonString()), false),
    };

    private readonly KeySetServer _server = new() { Answer = () => Task.FromResult(Good()) };
    private readonly HttpClient _http;
    private readonly FakeClock _clock = new();
    private readonly LogCollector _log = new();
    private readonly AuthKitDiscovery _discovery;

    public AuthKitDiscoveryTests()
    {
        _http = WorkOsBackchannel.Create(_server, TimeSpan.FromSeconds(10));
        _discovery = new AuthKitDiscovery(_http, new Uri(MetadataDocument.Domain), [], "Test", _clock, Reports.Unread(_clock), _log.CreateLogger("WorkOs.AspNetCore.Test"));
    }

    public static TheoryData<string> FaultNames => new(Faults.Keys);

    [Fact]
    public async Task Metadata_is_read_once_at_the_address_of_the_specification()
    {
        Assert.Empty(_server.Urls);

        var first = await GetAsync();
        var second = await GetAsync();

        Assert.Same(first, second);
        Assert.Equal(new Uri("https://acme.authkit.app/.well-known/openid-configuration"), Assert.Single(_server.Urls));
    }

    [Fact]
    public async Task A_hundred_requests_at_once_are_one_call()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _server.Answer = () => answer.Task;
        var waiting = Enumerable.Range(0, 100).Select(_ => GetAsync()).ToArray();

        answer.SetResult(Good());

        Assert.Single((await Task.WhenAll(waiting)).Distinct());
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    public async Task A_request_that_leaves_does_not_end_the_call_of_the_others()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _server.Answer = () => answer.Task;
        using var left = new CancellationTokenSource();
        var leaving = _discovery.GetAsync(left.Token).AsTask();
        var staying = GetAsync();

        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        answer.SetResult(Good());

        Assert.Equal(MetadataDocument.Domain, (await staying).Issuer);
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    public async Task After_an_hour_it_is_read_again_and_nobody_waits()
    {
        var first = await GetAsync();
        _clock.Advance(AuthKitDiscovery.RefreshAge - TimeSpan.FromTicks(1));
        await GetAsync();
        Assert.Equal(1, _server.Requests);
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _server.Answer = () => answer.Task;

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Same(first, await GetAsync());
        Assert.Same(first, await GetAsync());
        answer.SetResult(KeySetServer.Ok(MetadataDocument.With("token_endpoint", MetadataDocument.Domain + "/v2/token")));

        await WaitUntilAsync(async () => (await GetAsync()).TokenEndpoint.EndsWith("/v2/token", StringComparison.Ordinal));
        Assert.Equal(2, _server.Requests);
    }

    [Fact]
    public async Task A_handler_of_the_app_that_throws_is_logged_by_its_exceptions_name_alone()
    {
        _server.Answer = () => throw new InvalidOperationException("secret-Zm9vYmFy");

        await Assert.ThrowsAsync<DiscoveryException>(GetAsync);

        var line = Assert.Single(_log.Named("MetadataUnavailable"));
        Assert.Contains("InvalidOperationException", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zm9vYmFy", line.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(FaultNames))]
    public async Task An_outage_keeps_the_last_metadata_for_a_day(string name)
    {
        var first = await GetAsync();
        _server.Answer = async () =>
        {
            await Task.Yield();
            return Faults[name].Answer();
        };

        _clock.Advance(AuthKitDiscovery.MaxAge - TimeSpan.FromTicks(1));
        Assert.Same(first, await GetAsync());
        await WaitUntilAsync(() => Task.FromResult(_log.Named("MetadataKept").Count == 1));
        Assert.Same(first, await GetAsync());
        Assert.Equal(2, _server.Requests);

        // The call that kept the metadata may not quite have ended, and is joined then.
        _clock.Advance(AuthKitDiscovery.RetryInterval);
        await WaitUntilAsync(async () =>
        {
            await Assert.ThrowsAsync<DiscoveryException>(GetAsync);
            return _server.Requests == 3;
        });
        Assert.Equal(LogLevel.Error, Assert.Single(_log.Named("MetadataUnavailable")).Level);
    }

    [Theory]
    [MemberData(nameof(FaultNames))]
    public async Task Without_metadata_each_fault_has_its_reason_and_the_next_attempt_waits_five_seconds(string name)
    {
        _server.Answer = () => Task.FromResult(Faults[name].Answer());

        var failure = await Assert.ThrowsAsync<DiscoveryException>(GetAsync);
        Assert.Equal(Faults[name].IsOutage, failure.IsOutage);
        var again = await Assert.ThrowsAsync<DiscoveryException>(GetAsync);
        Assert.Equal(failure.Message, again.Message);
        Assert.NotSame(failure, again);
        Assert.Equal(1, _server.Requests);
        Assert.Contains(failure.Message, Assert.Single(_log.Ours).Text, StringComparison.Ordinal);

        _server.Answer = () => Task.FromResult(Good());
        _clock.Advance(AuthKitDiscovery.FirstRetryInterval);
        Assert.Equal(MetadataDocument.Domain, (await GetAsync()).Issuer);
    }

    [Fact]
    public async Task What_one_scheme_has_read_means_nothing_to_another()
    {
        await GetAsync();
        var other = new AuthKitDiscovery(_http, new Uri("https://other.authkit.app"), [], "Other", _clock, Reports.Unread(_clock), _log.CreateLogger("WorkOs.AspNetCore.Test"));

        await Assert.ThrowsAsync<DiscoveryException>(async () => await other.GetAsync(CancellationToken.None));
        Assert.Equal(2, _server.Requests);
    }

    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
        _log.Dispose();
    }

    private static HttpResponseMessage Good() => KeySetServer.Ok(MetadataDocument.Of().ToJsonString());

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Yield();
        }
    }

    private Task<ProviderMetadata> GetAsync() => _discovery.GetAsync(CancellationToken.None).AsTask();
}
