using System.Net;
using Microsoft.AspNetCore.Authentication;
using WorkOs.AspNetCore.Tests.AuthKit;

namespace WorkOs.AspNetCore.Tests.Blazor;

/// <summary>The session of a circuit at the limits of its time, and while WorkOS or the cache does not answer.</summary>
[Trait("Room", "Blazor")]
public sealed class CircuitOutageTests : AuthKitTestBase
{
    private const string Lives = nameof(SessionVerdict.Lives);
    private const string Unknown = nameof(SessionVerdict.Unknown);

    [Theory]
    [InlineData("stored", 0, 299, Lives)]
    [InlineData("stored", 0, 300, Unknown)]
    [InlineData("stored", 60, 359, Lives)]
    [InlineData("stored", 60, 360, Unknown)]
    [InlineData("in the cookie", 0, 400, Lives)]
    public async Task While_the_cache_is_down_a_session_is_valid_until_its_token_expires_and_for_the_grace_period(string session, int graceSeconds, int seconds, string verdict)
    {
        var cache = new SharedCache();
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings
        {
            UseStore = session == "stored",
            Cache = cache,
            Options = options => options.OutageGracePeriod = TimeSpan.FromSeconds(graceSeconds),
        }));
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));

        cache.IsDown = true;
        Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(verdict, await CheckAsync(circuit));
    }

    [Fact]
    public async Task While_WorkOS_is_down_a_session_is_valid_until_its_token_expires_and_comes_back_with_WorkOS()
    {
        using var calls = new HeldCalls();
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings { Options = options => options.BackchannelHttpHandler = calls }));
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));
        calls.AreRefused = true;

        Clock.Advance(UntilDue);
        Assert.Equal(Lives, await CheckAsync(circuit));
        Clock.Advance(UntilExpired - UntilDue);
        Assert.Equal(Unknown, await CheckAsync(circuit));
        await WhileTimePassesAsync(circuit.WaitForAsync(static user => user.Identity?.IsAuthenticated != true));
        calls.AreRefused = false;
        Clock.Advance(TimeSpan.FromMinutes(1));

        await WhileTimePassesAsync(circuit.WaitForAsync(static user => user.Identity?.IsAuthenticated == true));
    }

    [Theory]
    [InlineData("before the last moment", 1, false)]
    [InlineData("at the last moment", 0, true)]
    [InlineData("later", -1, true)]
    public async Task A_check_waits_for_a_refresh_only_as_long_as_its_token_is_valid_after_the_wait(string when, int secondsToSpare, bool waits)
    {
        using var held = new HeldCalls();
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings { Options = options => options.BackchannelHttpHandler = held }));
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));
        var session = SessionOf(circuit);
        var first = TokenOf(session.Ticket);
        held.Hold();
        Clock.Advance(TimeSpan.FromSeconds(300 - secondsToSpare) - RefreshRequest.MaxWait);

        var check = session.CheckAsync(CancellationToken.None);
        await held.WaitForCallAsync();
        Clock.Advance(RefreshRequest.MaxWait);
        held.Release();
        var verdict = await WhileTimePassesAsync(check);

        var kept = Assert.IsType<SessionVerdict.Lives>(verdict).Ticket;
        Assert.True(waits == (TokenOf(kept) != first), when);
    }

    [Fact]
    public async Task A_session_is_refreshed_in_the_moment_in_which_it_is_due()
    {
        var app = await StartAppAsync(TestCircuit.With());
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));
        var dueAt = SessionState.Read(SessionOf(circuit).Ticket.Properties)!.RefreshAt;

        Clock.Advance(dueAt - Clock.GetUtcNow() - TimeSpan.FromTicks(1));
        await CheckAsync(circuit);
        Assert.Equal(1, Refreshes);
        Clock.Advance(TimeSpan.FromTicks(1));
        await CheckAsync(circuit);

        Assert.Equal(2, Refreshes);
    }

    [Fact]
    public async Task A_session_that_keeps_no_tokens_ends_in_the_moment_in_which_its_token_expires()
    {
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings { UseStore = false, Options = options => options.SaveTokens = false }));
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));

        Clock.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal(Lives, await CheckAsync(circuit));
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(nameof(SessionVerdict.Over), await CheckAsync(circuit));
    }

    private async Task<string> CheckAsync(TestCircuit circuit) =>
        (await WhileTimePassesAsync(SessionOf(circuit).CheckAsync(CancellationToken.None))).GetType().Name;

    private static CircuitSession SessionOf(TestCircuit circuit) => ((SessionAuthenticationStateProvider)circuit.State).Session!;

    private static string? TokenOf(AuthenticationTicket ticket) => SessionState.Read(ticket.Properties)!.AccessToken;

    /// <summary>A connection to WorkOS that answers when and how the test says.</summary>
    private sealed class HeldCalls() : DelegatingHandler(new SocketsHttpHandler())
    {
        private readonly SemaphoreSlim _calls = new(0);
        private volatile TaskCompletionSource? _held;

        public bool AreRefused { get; set; }

        public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _held!.SetResult();

        public async Task WaitForCallAsync() => Assert.True(await _calls.WaitAsync(TimeSpan.FromSeconds(30)));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_held is { } held)
            {
                _calls.Release();
                await held.Task;
            }

            return AreRefused ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : await base.SendAsync(request, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            _calls.Dispose();
            base.Dispose(disposing);
        }
    }
}
