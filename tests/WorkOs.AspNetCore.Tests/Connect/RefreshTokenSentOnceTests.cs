using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Connect;

/// <summary>A refresh token of Connect is sent once, and a session does not end because it might have been sent.</summary>
[Trait("Room", "Connect")]
[Trait("Room", "Sessions")]
public sealed class RefreshTokenSentOnceTests : IAsyncLifetime
{
    private const string TokenPath = "/oauth2/token";

    // Within the last half minute of an access token that lives for five, and past its end.
    private static readonly TimeSpan UntilDue = TimeSpan.FromSeconds(272);
    private static readonly TimeSpan UntilExpired = TimeSpan.FromSeconds(301);

    private static readonly Dictionary<string, Func<HttpResponseMessage>> UserInfoFaults = new(StringComparer.Ordinal)
    {
        ["no connection"] = () => throw new HttpRequestException(HttpRequestError.ConnectionError),
        ["no name"] = () => throw new HttpRequestException(HttpRequestError.NameResolutionError),
        ["no answer in time"] = () => throw new TaskCanceledException(),
        ["an exception of the app"] = () => throw new InvalidOperationException(),
        ["503"] = () => StubWorkOs.Json("{}", HttpStatusCode.ServiceUnavailable),
        ["401"] = () => StubWorkOs.Json("{}", HttpStatusCode.Unauthorized),
        ["403 with a code"] = () => StubWorkOs.Json("""{"error":"insufficient_scope"}""", HttpStatusCode.Forbidden),
        ["HTML"] = () => StubWorkOs.Html("<html></html>"),
        ["another user"] = () => StubWorkOs.Json("""{"sub":"user_other","name":"Mallory"}"""),
    };

    private readonly FakeClock _clock = new();
    private readonly FakeAuthKitDomain _domain;
    private readonly WatchedCache _cache = new();
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly List<ConnectApp> _machines = [];

    public RefreshTokenSentOnceTests() => _domain = new FakeAuthKitDomain(_clock) { IsOffline = true };

    public static TheoryData<bool> Stores => [true, false];

    public static TheoryData<string, bool> UserInfoFaultNames => WithStores(UserInfoFaults.Keys);

    public static TheoryData<string, bool> RefusedClients => WithStores(["invalid_client", "unauthorized_client"]);

    private List<string> Sent =>
    [
        .. _domain.TokenRequests
            .Select(request => QueryHelpers.ParseQuery(request.Body))
            .Where(form => form.ContainsKey("refresh_token"))
            .Select(form => form["refresh_token"].ToString()),
    ];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var machine in _machines)
        {
            await machine.DisposeAsync();
        }
    }

    [Theory]
    [MemberData(nameof(UserInfoFaultNames))]
    public async Task A_refresh_whose_userinfo_fails_keeps_its_tokens_and_takes_the_claims_of_the_id_token(string name, bool useStore)
    {
        var app = await StartAsync(useStore, options => options.GetClaimsFromUserInfoEndpoint = true);
        var browser = await app.SignInAsync();
        Assert.Contains("=Ada of Userinfo", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
        _domain.Instead = request => Task.FromResult(request.Path == "/oauth2/userinfo" ? UserInfoFaults[name]() : null);

        _clock.Advance(UntilDue);
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(browser));
        Assert.Contains($"{ClaimTypes.Name}=Ada Lovelace", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
        Assert.Contains(app.Logs.Ours, line => line.Text.Contains("userinfo", StringComparison.Ordinal));
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(browser));
        Assert.Single(Sent);

        _domain.Instead = null;
        _clock.Advance(UntilExpired);

        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(browser));
        Assert.Contains("=Ada of Userinfo", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
        AssertEachOnce(2);
    }

    [Fact]
    public async Task A_persistent_session_goes_on_when_a_request_came_while_its_token_was_being_sent()
    {
        var app = await StartAsync(useStore: true, BePersistent);
        var browser = await app.SignInAsync();
        var other = Copy(browser, app);
        var (posted, answer) = HoldToken();
        _clock.Advance(UntilDue);
        var first = browser.GetAsync("/me");
        await posted;

        // The second request has the ticket with the mark, and goes on when the first is over.
        var (read, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        _cache.AfterRead = _ => read.TrySetResult() ? goOn.Task : Task.CompletedTask;
        var second = other.GetAsync("/me");
        await read.Task;
        answer.SetResult(null);
        Assert.Equal(FakeAuthKitDomain.UserId, (await first).Body);
        goOn.SetResult();
        Assert.Equal(FakeAuthKitDomain.UserId, (await second).Body);

        _clock.Advance(UntilExpired);

        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(browser));
        AssertEachOnce(2);
    }

    [Fact]
    public async Task A_slow_request_of_a_persistent_session_does_not_take_away_the_mark_of_a_later_one()
    {
        var (isSlow, reached, goOn) = (false, new TaskCompletionSource(), new TaskCompletionSource());
        var app = await StartAsync(useStore: true, BePersistent, services => Cookie(services, events =>
            events.OnValidatePrincipal = _ => isSlow && reached.TrySetResult() ? goOn.Task : Task.CompletedTask));
        var browser = await app.SignInAsync();
        isSlow = true;
        _clock.Advance(UntilDue);
        var slow = Copy(browser, app).GetAsync("/me");
        await reached.Task;

        // The next token is sent meanwhile, and its answer is lost.
        _domain.Instead = request => Task.FromResult(request.Path == TokenPath ? StubWorkOs.Json("{}", HttpStatusCode.ServiceUnavailable) : null);
        _clock.Advance(UntilDue);
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(browser));
        goOn.SetResult();
        Assert.Equal(FakeAuthKitDomain.UserId, (await slow).Body);
        _domain.Instead = null;

        _clock.Advance(UntilExpired);

        Assert.Equal("nobody", await WhoAsync(browser));
        AssertEachOnce(2);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task One_session_in_two_cookies_sends_its_refresh_token_once(bool useStore)
    {
        var app = await StartAsync(useStore, services: services => Cookie(services.AddCookie("Copy"), events =>
        {
            events.OnSigningIn = context => context.HttpContext.SignInAsync("Copy", context.Principal!, context.Properties.Clone());
            events.OnValidatePrincipal = context => context.HttpContext.AuthenticateAsync("Copy");
        }));
        var browser = await app.SignInAsync();

        for (var i = 1; i <= 3; i++)
        {
            _clock.Advance(UntilDue);
            Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(browser));
            AssertEachOnce(i);
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_refresh_token_is_not_sent_before_there_are_keys_for_the_answer(bool useStore)
    {
        var browser = await (await StartAsync(useStore)).SignInAsync();
        browser = Copy(browser, await StartAsync(useStore));
        _domain.Instead = request => Task.FromResult(request.Path == "/oauth2/jwks" ? StubWorkOs.Json("{}", HttpStatusCode.ServiceUnavailable) : null);
        _clock.Advance(UntilDue);

        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(browser));
        Assert.Empty(Sent);

        _domain.Instead = null;
        _clock.Advance(UntilExpired);
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(browser));
        AssertEachOnce(1);
    }

    [Theory]
    [MemberData(nameof(RefusedClients))]
    public async Task A_refresh_token_is_sent_later_where_its_client_was_refused(string error, bool useStore)
    {
        var browser = await (await StartAsync(useStore)).SignInAsync();
        _domain.Instead = request => Task.FromResult(
            request.Path == TokenPath ? StubWorkOs.Json($$"""{"error":"{{error}}"}""", HttpStatusCode.Unauthorized) : null);
        _clock.Advance(UntilDue);
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(browser));
        Assert.Single(Sent);

        _domain.Instead = null;
        _clock.Advance(UntilExpired);

        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(browser));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_refresh_token_whose_mark_could_not_be_confirmed_is_sent_later(bool useStore)
    {
        var browser = await (await StartAsync(useStore)).SignInAsync();
        var reads = 0;
        _cache.AfterRead = key => key.StartsWith("workos:sent:", StringComparison.Ordinal) && ++reads == 2 ? throw new IOException() : Task.CompletedTask;
        _clock.Advance(UntilDue);
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(browser));
        Assert.Empty(Sent);

        _clock.Advance(UntilExpired);

        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(browser));
        AssertEachOnce(1);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task So_it_is_where_the_cache_did_not_even_take_the_mark_back_and_no_other_machine_sends_it_meanwhile(bool useStore)
    {
        var browser = await (await StartAsync(useStore)).SignInAsync();
        var other = Copy(browser, await StartAsync(useStore));
        var reads = 0;
        _cache.AfterRead = key => key.StartsWith("workos:sent:", StringComparison.Ordinal) && ++reads is 2 or 3 ? throw new IOException() : Task.CompletedTask;
        _clock.Advance(UntilDue);
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(browser));
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(other));
        Assert.Empty(Sent);

        _clock.Advance(UntilExpired);

        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(browser));
        AssertEachOnce(1);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_machine_without_metadata_does_not_take_back_the_mark_of_another(bool useStore)
    {
        var first = await (await StartAsync(useStore)).SignInAsync();
        _clock.Advance(UntilDue);
        _domain.Instead = request => Task.FromResult(request.Path == TokenPath ? StubWorkOs.Json("{}", HttpStatusCode.ServiceUnavailable) : null);
        await WhoAsync(first);
        Assert.Single(Sent);

        var second = Copy(first, await StartAsync(useStore));
        _domain.Instead = _ => throw new HttpRequestException(HttpRequestError.ConnectionError);
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(second));
        _domain.Instead = null;
        _clock.Advance(UntilExpired);

        Assert.Equal("nobody", await WhoAsync(second));
        AssertEachOnce(1);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_machine_that_is_asked_while_another_waits_for_WorkOS_does_not_end_an_expired_session(bool useStore)
    {
        var (first, second, waiting, answer) = await HoldRefreshAsync(useStore);

        Assert.Equal("nobody", await WhoAsync(second));
        answer.SetResult(null);
        Assert.Equal(FakeAuthKitDomain.UserId, (await waiting).Body);

        Assert.Contains(second.Cookies, cookie => cookie.Name.StartsWith(".AspNetCore.Cookies", StringComparison.Ordinal));
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(useStore ? second : first));
        AssertEachOnce(1);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_session_ends_whose_answer_can_come_no_more(bool useStore)
    {
        var (_, second, waiting, answer) = await HoldRefreshAsync(useStore);

        // The tokens, and the claims of the user: two calls of ten seconds each.
        _clock.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal("nobody", await WhoAsync(second));
        Assert.DoesNotContain(second.Cookies, cookie => cookie.Name.StartsWith(".AspNetCore.Cookies", StringComparison.Ordinal));
        answer.SetResult(StubWorkOs.Json("{}", HttpStatusCode.ServiceUnavailable));
        await waiting;
        AssertEachOnce(1);
    }

    /// <summary>An expired session at two machines, of which the first has sent its refresh token and waits for the answer.</summary>
    private async Task<(Browser First, Browser Second, Task<BrowserAnswer> Waiting, TaskCompletionSource<HttpResponseMessage?> Answer)> HoldRefreshAsync(bool useStore)
    {
        var first = await (await StartAsync(useStore)).SignInAsync();
        var second = Copy(first, await StartAsync(useStore));
        var (posted, answer) = HoldToken();
        _clock.Advance(UntilExpired);
        var waiting = first.GetAsync("/me");
        await posted.WaitAsync(TimeSpan.FromMinutes(1));
        return (first, second, waiting, answer);
    }

    private (Task Posted, TaskCompletionSource<HttpResponseMessage?> Answer) HoldToken()
    {
        var (posted, answer) = (new TaskCompletionSource(), new TaskCompletionSource<HttpResponseMessage?>());
        _domain.Instead = request =>
        {
            var isToken = request.Path == TokenPath && posted.TrySetResult();
            return isToken ? answer.Task : Task.FromResult<HttpResponseMessage?>(null);
        };
        return (posted.Task, answer);
    }

    private static TheoryData<string, bool> WithStores(IEnumerable<string> names)
    {
        var rows = new TheoryData<string, bool>();
        foreach (var name in names)
        {
            rows.Add(name, true);
            rows.Add(name, false);
        }

        return rows;
    }

    private static void BePersistent(WorkOsConnectOptions options) => options.Events.OnCreatingTicket = context =>
    {
        context.Properties.IsPersistent = true;
        return Task.CompletedTask;
    };

    private static void Cookie(AuthenticationBuilder services, Action<CookieAuthenticationEvents> configure) =>
        services.Services.Configure<CookieAuthenticationOptions>(
            CookieAuthenticationDefaults.AuthenticationScheme, options => configure(options.Events));

    private static Browser Copy(Browser browser, ConnectApp to)
    {
        var copy = to.NewBrowser();
        foreach (var cookie in browser.Cookies)
        {
            copy.Set(cookie.Name, cookie.Value, cookie.Path);
        }

        return copy;
    }

    private void AssertEachOnce(int count)
    {
        Assert.Equal(count, Sent.Count);
        Assert.Equal(count, Sent.Distinct().Count());
    }

    // Where the store is looked into again, that waits by the clock of the test.
    private async Task<string> WhoAsync(Browser browser)
    {
        var asking = browser.GetAsync("/me");
        using var pump = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!asking.IsCompleted && await pump.WaitForNextTickAsync())
        {
            _clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        return (await asking).Body;
    }

    private async Task<ConnectApp> StartAsync(
        bool useStore, Action<WorkOsConnectOptions>? options = null, Action<AuthenticationBuilder>? services = null)
    {
        var app = await ConnectApp.StartAsync(new ConnectAppSettings
        {
            Clock = _clock,
            Domain = _domain,
            UseStore = useStore,
            Cache = _cache,
            KeyRing = _keys,
            Services = services,
            Options = connect =>
            {
                connect.SaveTokens = !useStore;
                connect.Scope.Add("offline_access");
                options?.Invoke(connect);
            },
        });
        _machines.Add(app);
        return app;
    }
}
