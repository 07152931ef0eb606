using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>When the server tells WorkOS of a sign-out: after the browser had time to, unless that is gone.</summary>
[Trait("Room", "Sessions")]
public sealed class SessionRevocationTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_browser_goes_first()
    {
        var clock = new WatchedClock();
        using var workos = new RecordingHandler();

        Begin(clock, workos, CancellationToken.None);

        Assert.Equal(TimeSpan.FromSeconds(5), await clock.FirstDelay.WaitAsync(Limit));
        Assert.False(workos.Called.IsCompleted);
        clock.Fire();
        Assert.Equal("POST https://api.workos.com/user_management/sessions/revoke {\"session_id\":\"session_1\"}", await workos.Called.WaitAsync(Limit));
    }

    [Fact]
    public async Task For_a_browser_that_is_gone_nothing_is_waited_for()
    {
        using var workos = new RecordingHandler();

        Begin(new WatchedClock(), workos, new CancellationToken(canceled: true));

        Assert.EndsWith("{\"session_id\":\"session_1\"}", await workos.Called.WaitAsync(Limit), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "SessionOverAtWorkOs")]
    [InlineData(204, "SessionOverAtWorkOs")]
    [InlineData(299, "SessionOverAtWorkOs")]
    [InlineData(300, "SessionNotRevoked")]
    [InlineData(400, "SessionOverAtWorkOs")]
    [InlineData(401, "SessionNotRevoked")]
    [InlineData(403, "SessionNotRevoked")]
    [InlineData(404, "SessionOverAtWorkOs")]
    [InlineData(409, "SessionOverAtWorkOs")]
    [InlineData(410, "SessionOverAtWorkOs")]
    [InlineData(422, "SessionOverAtWorkOs")]
    [InlineData(429, "SessionNotRevoked")]
    [InlineData(500, "SessionNotRevoked")]
    public async Task An_answer_that_says_that_there_is_no_session_is_none_to_worry_about(int status, string expected)
    {
        using var workos = new AnsweringHandler(() => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(string.Empty) });

        var line = await LogOfAsync(workos);

        Assert.Equal(expected, line.Event.Name);
    }

    [Fact]
    public async Task A_handler_of_the_app_that_fails_leaves_the_session_to_the_browser()
    {
        using var workos = new AnsweringHandler(() => throw new InvalidOperationException("Out of order."));

        var line = await LogOfAsync(workos);

        Assert.Equal("SessionNotRevoked", line.Event.Name);
        Assert.Equal(LogLevel.Warning, line.Level);
    }

    private static async Task<LogEntry> LogOfAsync(HttpMessageHandler workos)
    {
        using var logs = new LogCollector();
        using var factory = new LoggerFactory([logs]);
        Begin(new FakeClock(), workos, new CancellationToken(canceled: true), factory.CreateLogger<SessionRevocation>());
        using var limit = new CancellationTokenSource(Limit);
        using var pump = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (logs.Entries.Count == 0 && await pump.WaitForNextTickAsync(limit.Token))
        {
        }

        return Assert.Single(logs.Entries);
    }

    private static void Begin(TimeProvider clock, HttpMessageHandler workos, CancellationToken aborted, ILogger<SessionRevocation>? logger = null)
    {
        var options = new WorkOsAuthKitOptions { ApiKey = Secrets.ApiKey, Backchannel = new HttpClient(workos) };
        new SessionRevocation(clock, logger ?? NullLogger<SessionRevocation>.Instance).Begin("WorkOS.AuthKit", options, "session_1", aborted);
    }

    private sealed class AnsweringHandler(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer());
    }

    private sealed class WatchedClock : TimeProvider
    {
        private readonly TaskCompletionSource<TimeSpan> _firstDelay = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Action? _fire;

        public Task<TimeSpan> FirstDelay => _firstDelay.Task;

        public void Fire() => _fire!();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _fire = () => callback(state);
            _firstDelay.TrySetResult(dueTime);
            return new FakeClock().CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class RecordingHandler : HttpMessageHandler
    {
        private readonly TaskCompletionSource<string> _called = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Called => _called.Task;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _called.TrySetResult($"{request.Method} {request.RequestUri} {await request.Content!.ReadAsStringAsync(cancellationToken)}");
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        }
    }
}
