using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Connect;

[Trait("Room", "Connect")]
[Trait("Room", "Sessions")]
public sealed class ConnectSessionTests : IAsyncLifetime
{
    private static readonly bool[] WithAndWithoutStore = [true, false];

    // Within the last half minute of an access token that lives for five, and past its end.
    private static readonly TimeSpan UntilDue = TimeSpan.FromSeconds(280);
    private static readonly TimeSpan UntilExpired = TimeSpan.FromSeconds(301);

    private static readonly Dictionary<string, Func<FakeAuthKitDomain, HttpResponseMessage?>> LostAnswers = new(StringComparer.Ordinal)
    {
        ["no answer"] = _ => throw new HttpRequestException(HttpRequestError.ResponseEnded),
        ["no answer in time"] = _ => throw new TaskCanceledException(),
        ["503"] = _ => StubWorkOs.Json("{}", HttpStatusCode.ServiceUnavailable),
        ["429"] = _ => StubWorkOs.Json("{}", HttpStatusCode.TooManyRequests),
        ["HTML"] = _ => StubWorkOs.Html("<html></html>"),
        ["no id_token"] = domain => Changed(domain, () => domain.ChangeAnswer = answer => answer.Remove("id_token")),
        ["no refresh token"] = domain => Changed(domain, () => domain.ChangeAnswer = answer => answer.Remove("refresh_token")),
        ["an id_token for another application"] = domain => Changed(domain, () => domain.ChangeIdToken = claims => claims["aud"] = "client_other"),
        ["an access token of another application"] = domain => Changed(domain, () => domain.ChangeAccessToken = claims => claims["client_id"] = "client_other"),
        ["an access token for another API"] = domain => Changed(domain, () => domain.ChangeAccessToken = claims => claims["aud"] = "https://other.acme.com/"),
        ["two users in two tokens"] = domain => Changed(domain, () => domain.ChangeAccessToken = claims => claims["sub"] = "user_other"),
    };

    private readonly List<ConnectApp> _apps = [];

    public static TheoryData<bool> Stores => [.. WithAndWithoutStore];

    public static TheoryData<string, bool> LostAnswerNames
    {
        get
        {
            var rows = new TheoryData<string, bool>();
            foreach (var name in LostAnswers.Keys)
            {
                rows.Add(name, true);
                rows.Add(name, false);
            }

            return rows;
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_session_with_a_refresh_token_is_refreshed_and_its_token_rotates(bool useStore)
    {
        var app = await StartAsync(useStore);
        var browser = await app.SignInAsync();
        app.Domain.Forget();

        for (var i = 0; i < 20; i++)
        {
            app.Clock.Advance(UntilDue);
            Assert.Equal(FakeAuthKitDomain.UserId, (await browser.GetAsync("/me")).Body);
        }

        var sent = SentRefreshTokens(app);
        Assert.Equal(20, sent.Count);
        Assert.Equal(20, sent.Distinct().Count());
    }

    [Fact]
    public async Task Without_a_refresh_token_a_session_lives_as_long_as_its_cookie()
    {
        var app = await StartAsync(useStore: true, isOffline: false);
        var browser = await app.SignInAsync();
        app.Domain.Forget();

        app.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(FakeAuthKitDomain.UserId, (await browser.GetAsync("/me")).Body);
        Assert.Empty(app.Domain.Requests);
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public async Task An_app_that_keeps_no_tokens_is_warned_when_a_refresh_token_arrives(bool savesTokens, bool useStore, bool isWarned)
    {
        await using var app = await ConnectApp.StartAsync(new ConnectAppSettings { UseStore = useStore, Options = options => options.SaveTokens = savesTokens });
        app.Domain.IsOffline = true;

        var browser = await app.SignInAsync();

        Assert.Equal(
            isWarned ? [(LogLevel.Warning, WorkOsConnectDefaults.AuthenticationScheme)] : [],
            app.Logs.Named("TokensNotKept").Select(line => (line.Level, line["Scheme"])));
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(app, browser));
        app.Clock.Advance(UntilExpired);
        Assert.Equal(isWarned ? "nobody" : FakeAuthKitDomain.UserId, await WhoAsync(app, browser));
    }

    private static readonly Dictionary<string, Func<ConnectApp, Browser, Task>> Ends = new(StringComparer.Ordinal)
    {
        ["the app ends the session"] = async (app, browser) => await SessionsOf(app).EndSessionAsync(
            (await SessionIdAsync(browser))["sid=".Length..], WorkOsConnectDefaults.AuthenticationScheme),
        ["the app ends the user's sessions"] = (app, _) => SessionsOf(app).EndUserSessionsAsync(
            FakeAuthKitDomain.UserId, WorkOsConnectDefaults.AuthenticationScheme),
        ["WorkOS deletes the user"] = (app, _) => app.Services.GetRequiredService<EndedSessions>().EndUserAsync(
            FakeAuthKitDomain.ClientId, FakeAuthKitDomain.UserId, app.Clock.GetUtcNow(), CancellationToken.None),
        ["WorkOS ends the membership"] = (app, _) => app.Services.GetRequiredService<EndedSessions>().EndMembershipAsync(
            FakeAuthKitDomain.ClientId, FakeAuthKitDomain.UserId, "org_acme", app.Clock.GetUtcNow(), CancellationToken.None),
        ["the user signs out"] = async (app, browser) =>
        {
            var signingOut = Move(browser, app);
            await signingOut.PostAsync("/auth/sign-out", ("__RequestVerificationToken", (await signingOut.GetAsync("/form")).Body));
        },
    };

    public static TheoryData<string, bool> EndNames
    {
        get
        {
            var rows = new TheoryData<string, bool>();
            foreach (var name in Ends.Keys)
            {
                rows.Add(name, true);
                rows.Add(name, false);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(EndNames))]
    public async Task An_end_reaches_a_session_without_a_refresh_token_and_not_the_next_one(string name, bool useStore)
    {
        var app = await StartAsync(useStore, isOffline: false);
        var browser = await app.SignInAsync();
        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(FakeAuthKitDomain.UserId, (await browser.GetAsync("/me")).Body);

        await Ends[name](app, browser);
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        Assert.Equal(FakeAuthKitDomain.UserId, (await (await app.SignInAsync()).GetAsync("/me")).Body);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_session_without_a_refresh_token_has_no_access_token_to_keep_fresh(bool useStore)
    {
        var app = await StartAsync(useStore, isOffline: false);
        var browser = await app.SignInAsync();

        Assert.Equal("none", (await browser.GetAsync("/token")).Body);
    }

    [Fact]
    public async Task Without_a_shared_cache_a_session_in_a_cookie_is_refreshed_by_the_process_that_received_its_tokens()
    {
        var clock = new FakeClock();
        var domain = new FakeAuthKitDomain(clock) { IsOffline = true };
        var keys = new EphemeralDataProtectionProvider();
        var (first, second) = (await StartAsync(false, true, domain, clock, cache: null, keys), await StartAsync(false, true, domain, clock, cache: null, keys));
        var browser = await first.SignInAsync();
        domain.Forget();
        clock.Advance(UntilDue);

        // The first may have sent the token and stopped before the browser had the next one.
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(second, Move(browser, second)));
        clock.Advance(UntilExpired);
        Assert.Equal("nobody", await WhoAsync(second, Move(browser, second)));
        Assert.Empty(SentRefreshTokens(second));

        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(first, browser));
        clock.Advance(UntilDue);
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(first, browser));
        Assert.Equal(2, SentRefreshTokens(first).Distinct().Count());
    }

    [Fact]
    public async Task With_a_shared_cache_any_process_refreshes_a_session_in_a_cookie()
    {
        var clock = new FakeClock();
        var (cache, domain) = (new SharedCache(clock), new FakeAuthKitDomain(clock) { IsOffline = true });
        var keys = new EphemeralDataProtectionProvider();
        var (first, second) = (await StartAsync(false, true, domain, clock, cache, keys), await StartAsync(false, true, domain, clock, cache, keys));
        var browser = await first.SignInAsync();
        domain.Forget();

        clock.Advance(UntilExpired);

        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(second, Move(browser, second)));
        Assert.Single(SentRefreshTokens(second));
    }

    [Theory]
    [InlineData("cookie, memory of the process", true)]
    [InlineData("cookie, shared cache", false)]
    [InlineData("store, memory of the process", false)]
    public async Task Start_up_warns_where_nothing_but_this_process_knows_what_was_sent(string name, bool isWarned)
    {
        var clock = new FakeClock();
        var cache = name.EndsWith("shared cache", StringComparison.Ordinal) ? new SharedCache(clock) : null;
        var app = await StartAsync(name.StartsWith("store", StringComparison.Ordinal), clock: clock, cache: cache);

        await Assert.Single(app.Services.GetServices<IHostedService>().OfType<SentTokenMemoryCheck>()).StartAsync(CancellationToken.None);

        var warnings = app.Logs.Named("SentTokensInMemory").ToList();
        Assert.Equal(isWarned ? 1 : 0, warnings.Count);
        Assert.All(warnings, line => Assert.Contains($"'{WorkOsConnectDefaults.AuthenticationScheme}'", line.Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_refresh_brings_the_claims_of_the_moment_and_keeps_the_id_of_the_session(bool useStore)
    {
        var app = await StartAsync(useStore);
        var browser = await app.SignInAsync();
        var before = await SessionIdAsync(browser);
        app.Domain.ChangeAccessToken = claims => claims["role"] = "owner";
        app.Domain.ChangeIdToken = claims => claims["name"] = "Ada King";

        app.Clock.Advance(UntilDue);
        var claims = (await browser.GetAsync("/claims")).Body.Split('\n');

        Assert.Contains($"{ClaimTypes.Role}=owner", claims);
        Assert.DoesNotContain($"{ClaimTypes.Role}=admin", claims);
        Assert.Contains($"{ClaimTypes.Name}=Ada King", claims);
        Assert.Equal(before, await SessionIdAsync(browser));
    }

    [Fact]
    public async Task A_session_cannot_be_moved_to_another_organization()
    {
        var app = await StartAsync(useStore: true);
        var browser = await app.SignInAsync();

        var message = (await browser.GetAsync("/switch")).Body;

        Assert.StartsWith("A session of scheme 'WorkOS.Connect' cannot be moved to another organization", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_hundred_requests_make_one_refresh(bool useStore)
    {
        var app = await StartAsync(useStore);
        var browser = await app.SignInAsync();
        app.Domain.Forget();
        app.Clock.Advance(UntilExpired);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Move(browser, app).GetAsync("/me")));

        Assert.All(answers, answer => Assert.Equal(FakeAuthKitDomain.UserId, answer.Body));
        Assert.Single(SentRefreshTokens(app));
    }

    [Theory]
    [MemberData(nameof(LostAnswerNames))]
    public async Task A_refresh_token_whose_answer_was_lost_is_never_sent_again(string name, bool useStore)
    {
        var app = await StartAsync(useStore);
        var browser = await app.SignInAsync();
        app.Domain.Forget();
        app.Domain.Instead = request => Task.FromResult(request.Path == "/oauth2/token" ? LostAnswers[name](app.Domain) : null);

        // The session goes on until its access token ends, and then signs in again.
        app.Clock.Advance(TimeSpan.FromSeconds(272));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(app, browser));
            app.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        app.Domain.Instead = null;
        app.Domain.ChangeAnswer = null;
        app.Domain.ChangeIdToken = null;
        app.Domain.ChangeAccessToken = null;
        app.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("nobody", await WhoAsync(app, browser));
        Assert.Single(SentRefreshTokens(app));
        Assert.Equal(FakeAuthKitDomain.UserId, (await (await app.SignInAsync()).GetAsync("/me")).Body);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_refresh_token_that_never_left_this_machine_is_sent_later(bool useStore)
    {
        var app = await StartAsync(useStore);
        var browser = await app.SignInAsync();
        app.Domain.Instead = request => request.Path == "/oauth2/token"
            ? throw new HttpRequestException(HttpRequestError.ConnectionError)
            : Task.FromResult<HttpResponseMessage?>(null);
        app.Clock.Advance(TimeSpan.FromSeconds(272));
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(app, browser));
        app.Domain.Instead = null;

        app.Clock.Advance(UntilExpired);

        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(app, browser));
    }

    [Fact]
    public async Task A_copy_of_an_old_cookie_does_not_send_its_refresh_token_on_another_machine()
    {
        var clock = new FakeClock();
        var cache = new SharedCache(clock);
        var domain = new FakeAuthKitDomain(clock) { IsOffline = true };
        var keys = new EphemeralDataProtectionProvider();
        var (first, second) = (await StartAsync(false, true, domain, clock, cache, keys), await StartAsync(false, true, domain, clock, cache, keys));
        var browser = await first.SignInAsync();
        var copy = Move(browser, second);
        clock.Advance(UntilDue);
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(first, browser));
        domain.Forget();

        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(second, copy));
        clock.Advance(UntilExpired);

        Assert.Equal("nobody", await WhoAsync(second, copy));
        Assert.Empty(SentRefreshTokens(second));
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(first, browser));
    }

    [Fact]
    public async Task A_session_in_a_cookie_that_was_away_for_longer_than_a_day_signs_in_again()
    {
        var app = await StartAsync(useStore: false);
        var browser = await app.SignInAsync();
        app.Domain.Forget();

        app.Clock.Advance(TimeSpan.FromDays(1) + UntilExpired);

        Assert.Equal("nobody", await WhoAsync(app, browser));
        Assert.Empty(SentRefreshTokens(app));
    }

    [Theory]
    [InlineData("org_globex")]
    [InlineData(null)]
    public async Task A_refresh_that_changes_the_organization_ends_the_session(string? organization)
    {
        var app = await StartAsync(useStore: true);
        var browser = await app.SignInAsync();
        app.Domain.Organization = organization;

        app.Clock.Advance(UntilDue);

        Assert.Equal("nobody", await WhoAsync(app, browser));
    }

    [Theory]
    [InlineData("that of the sign-in", true)]
    [InlineData("another", false)]
    public async Task A_refresh_may_repeat_the_nonce_of_the_sign_in_and_no_other(string nonce, bool isRefreshed)
    {
        var app = await StartAsync(useStore: true);
        var first = "";
        app.Domain.ChangeIdToken = claims => first = claims["nonce"]!.GetValue<string>();
        var browser = await app.SignInAsync();
        app.Domain.ChangeIdToken = claims => claims["nonce"] = isRefreshed ? first : nonce;

        // Each refresh is compared with the sign-in, not with the refresh before it.
        app.Clock.Advance(UntilDue);
        Assert.Equal(FakeAuthKitDomain.UserId, await WhoAsync(app, browser));
        app.Clock.Advance(UntilDue);

        Assert.Equal(isRefreshed ? FakeAuthKitDomain.UserId : "nobody", await WhoAsync(app, browser));
        Assert.Equal(isRefreshed ? 2 : 1, SentRefreshTokens(app).Count);
    }

    [Fact]
    public async Task A_refresh_that_is_about_another_user_ends_the_session()
    {
        var app = await StartAsync(useStore: true);
        var browser = await app.SignInAsync();
        app.Domain.ChangeAccessToken = claims => claims["sub"] = "user_other";
        app.Domain.ChangeIdToken = claims => claims["sub"] = "user_other";

        app.Clock.Advance(UntilDue);

        Assert.Equal("nobody", await WhoAsync(app, browser));
    }

    [Fact]
    public async Task The_access_token_is_there_for_calls_to_APIs()
    {
        var app = await StartAsync(useStore: true);
        var browser = await app.SignInAsync();

        var token = (await browser.GetAsync("/token")).Body;
        app.Clock.Advance(UntilDue);

        Assert.StartsWith("ey", token, StringComparison.Ordinal);
        Assert.NotEqual(token, (await browser.GetAsync("/token")).Body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sign_out_revokes_the_refresh_token_where_the_domain_says_how(bool isAdvertised)
    {
        var app = await StartAsync(useStore: true);
        if (isAdvertised)
        {
            app.Domain.Metadata["revocation_endpoint"] = MetadataDocument.Domain + "/oauth2/revoke";
        }

        var browser = await app.SignInAsync();
        var stolen = Move(browser, app);
        var token = Assert.Single(app.Domain.RefreshTokens).Key;
        var revoked = new TaskCompletionSource<RecordedRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Domain.Instead = request =>
        {
            revoked.TrySetResult(request);
            return Task.FromResult<HttpResponseMessage?>(null);
        };

        var answer = await browser.PostAsync("/auth/sign-out", ("__RequestVerificationToken", (await browser.GetAsync("/form")).Body));

        Assert.Equal("/", answer.Location);
        Assert.Equal("nobody", (await stolen.GetAsync("/me")).Body);
        if (isAdvertised)
        {
            var request = await revoked.Task.WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal("/oauth2/revoke", request.Path);
            Assert.Equal(token, QueryHelpers.ParseQuery(request.Body)["token"]);
        }
    }

    private static HttpResponseMessage? Changed(FakeAuthKitDomain domain, Action change)
    {
        change();
        return null;
    }

    private static WorkOsSessions SessionsOf(ConnectApp app) => app.Services.GetRequiredService<WorkOsSessions>();

    private static List<string> SentRefreshTokens(ConnectApp app) =>
        [.. app.Domain.TokenRequests.Select(request => QueryHelpers.ParseQuery(request.Body)).Where(form => form.ContainsKey("refresh_token")).Select(form => form["refresh_token"].ToString())];

    private static async Task<string> SessionIdAsync(Browser browser) =>
        Assert.Single((await browser.GetAsync("/claims")).Body.Split('\n'), claim => claim.StartsWith("sid=connect_", StringComparison.Ordinal));

    private static Browser Move(Browser browser, ConnectApp to)
    {
        var moved = to.NewBrowser();
        foreach (var cookie in browser.Cookies)
        {
            moved.Set(cookie.Name, cookie.Value, cookie.Path);
        }

        return moved;
    }

    // Where the store is looked into again, that waits by the clock of the test.
    private static async Task<string> WhoAsync(ConnectApp app, Browser browser)
    {
        var asking = browser.GetAsync("/me");
        using var pump = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!asking.IsCompleted && await pump.WaitForNextTickAsync())
        {
            app.Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        return (await asking).Body;
    }

    private async Task<ConnectApp> StartAsync(
        bool useStore,
        bool isOffline = true,
        FakeAuthKitDomain? domain = null,
        FakeClock? clock = null,
        IDistributedCache? cache = null,
        IDataProtectionProvider? keys = null)
    {
        clock ??= new FakeClock();
        domain ??= new FakeAuthKitDomain(clock) { IsOffline = isOffline };
        var app = await ConnectApp.StartAsync(new ConnectAppSettings
        {
            Clock = clock,
            Domain = domain,
            UseStore = useStore,
            Cache = cache,
            KeyRing = keys ?? new EphemeralDataProtectionProvider(),
            Options = options =>
            {
                options.SaveTokens = !useStore;
                options.IsOwnEnvironment = true;
                options.Resource = "https://api.acme.com/";
                options.Scope.Add("offline_access");
            },
        });
        _apps.Add(app);
        return app;
    }
}
