using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.Tests.AuthKit;

[Trait("Room", "Sessions")]
public sealed class SessionRefreshTests : AuthKitTestBase
{
    private static readonly bool[] WithAndWithoutStore = [true, false];

    public static TheoryData<bool> Stores => [.. WithAndWithoutStore];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_session_is_left_alone_until_its_token_is_about_to_expire(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore });
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();

        Clock.Advance(TimeSpan.FromSeconds(269));
        await browser.GetAsync("/me");
        Assert.Equal(0, Refreshes);

        Clock.Advance(TimeSpan.FromSeconds(1));
        await browser.GetAsync("/me");
        Assert.Equal(1, Refreshes);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_session_goes_on_for_as_long_as_WorkOS_refreshes_it(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore });
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();

        for (var i = 0; i < 50; i++)
        {
            Clock.Advance(UntilDue);
            Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        }

        Assert.Equal(50, Refreshes);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_thousand_requests_with_one_expired_session_make_one_refresh_and_are_all_signed_in(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore });
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();
        Clock.Advance(UntilExpired);

        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Move(browser, app).GetAsync("/me")));

        Assert.All(answers, answer => Assert.Equal(Ada.UserId, answer.Body));
        Assert.Equal(1, Refreshes);
    }

    [Fact]
    public async Task Two_machines_that_share_a_store_refresh_at_most_twice_and_sign_nobody_out()
    {
        var (first, second) = await StartTwoAsync();
        var browser = await first.SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();
        Clock.Advance(UntilExpired);

        var answers = await WhileTimePassesAsync(Task.WhenAll(Enumerable.Range(0, 500).SelectMany(_ => new[]
        {
            Move(browser, first).GetAsync("/me"), Move(browser, second).GetAsync("/me"),
        })));

        Assert.All(answers, answer => Assert.Equal(Ada.UserId, answer.Body));
        Assert.InRange(Refreshes, 1, 2);
    }

    [Fact]
    public async Task A_late_request_with_the_old_refresh_token_gets_the_answer_of_the_first()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = false });
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();
        Clock.Advance(UntilExpired);
        var late = Move(browser, app);
        await browser.GetAsync("/me");

        Clock.Advance(TimeSpan.FromSeconds(29));

        Assert.Equal(Ada.UserId, (await late.GetAsync("/me")).Body);
        Assert.Equal(1, Refreshes);
    }

    [Fact]
    public async Task The_machine_that_lost_a_race_reads_what_the_winner_stored()
    {
        var (first, second) = await StartTwoAsync();
        var browser = await first.SignInAsync("ada@acme.com");
        Clock.Advance(UntilExpired);
        await browser.GetAsync("/me");
        WorkOs.ClearRequests();

        Assert.Equal(Ada.UserId, (await Move(browser, second).GetAsync("/me")).Body);
        Assert.Equal(0, Refreshes);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_outage_of_ten_minutes_signs_nobody_out_whose_token_lives_and_lets_nobody_stay_longer(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore });
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 503, "<h1>down</h1>", "text/html", times: int.MaxValue);

        for (var second = 0; second < 600; second += 10)
        {
            var answer = await browser.GetAsync("/me");
            Assert.Equal(second < 300 ? Ada.UserId : "nobody", answer.Body);
            Clock.Advance(TimeSpan.FromSeconds(10));
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task After_an_outage_the_session_goes_on(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore });
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 503, times: 1);
        Clock.Advance(UntilExpired);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);

        Clock.Advance(TimeSpan.FromMinutes(9));

        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_grace_period_keeps_people_signed_in_during_an_outage_where_the_app_asks_for_it()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Options = options => options.OutageGracePeriod = TimeSpan.FromMinutes(10) });
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 503, times: int.MaxValue);

        Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);

        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task During_an_outage_WorkOS_is_not_asked_by_every_request()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 503, times: int.MaxValue);
        WorkOs.ClearRequests();
        Clock.Advance(UntilDue);

        for (var i = 0; i < 20; i++)
        {
            await browser.GetAsync("/me");
        }

        Assert.Equal(1, Refreshes);
    }

    [Fact]
    public async Task WorkOS_is_left_alone_for_as_long_as_it_asks()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(
            WorkOsSandboxEndpoints.AuthKitAuthenticate,
            new WorkOsSandboxFault { StatusCode = 429, Headers = { ["Retry-After"] = "12" } });
        WorkOs.ClearRequests();
        Clock.Advance(UntilDue);
        await browser.GetAsync("/me");

        Clock.Advance(TimeSpan.FromSeconds(11));
        await browser.GetAsync("/me");
        Assert.Equal(1, Refreshes);

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        Assert.Equal(2, Refreshes);
    }

    [Fact]
    public async Task And_asked_again_after_half_a_minute_however_long_it_asks()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(
            WorkOsSandboxEndpoints.AuthKitAuthenticate,
            new WorkOsSandboxFault { StatusCode = 429, Headers = { ["Retry-After"] = "86400" } });
        WorkOs.ClearRequests();
        Clock.Advance(UntilDue);
        await browser.GetAsync("/me");

        Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        Assert.Equal(1, Refreshes);

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        Assert.Equal(2, Refreshes);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_session_that_WorkOS_has_ended_ends_and_a_fresh_sign_in_returns_to_where_they_were(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore });
        var browser = await app.SignInAsync("ada@acme.com");
        Assert.True(WorkOs.AuthKit.EndSession(Assert.Single(WorkOs.AuthKit.ActiveSessions)));
        Clock.Advance(UntilExpired);

        var answer = await WhileTimePassesAsync(browser.GetAsync("/secret?page=2"));

        Assert.Contains("/user_management/authorize?", answer.Location, StringComparison.Ordinal);
        Assert.Contains(app.Logs.Entries, entry => entry.Text.Contains(WorkOsFailureCodes.SessionExpired, StringComparison.Ordinal));
        var back = await app.ReturnAsync(browser, answer, "ada@acme.com");
        Assert.Equal("/secret?page=2", back.Location);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_refresh_token_that_is_spent_ends_the_session_with_its_access_token_and_not_before(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore });
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 400, """{"error":"invalid_grant"}""", times: int.MaxValue);
        Clock.Advance(UntilDue);

        Assert.Equal(Ada.UserId, (await WhileTimePassesAsync(browser.GetAsync("/me"))).Body);

        Clock.Advance(UntilExpired - UntilDue);
        Assert.Equal("nobody", (await WhileTimePassesAsync(browser.GetAsync("/me"))).Body);
        Assert.Contains(app.Logs.Entries, entry => entry.Event.Name == "SessionExpired");
    }

    [Fact]
    public async Task Machines_without_a_store_that_lose_a_race_sign_nobody_out()
    {
        var settings = new AuthKitAppSettings { UseStore = false, KeyRing = new EphemeralDataProtectionProvider() };
        var (first, second) = (await StartAppAsync(settings), await StartAppAsync(settings));
        var browser = await first.SignInAsync("ada@acme.com");
        var moved = Move(browser, second);
        Clock.Advance(UntilDue);
        await browser.GetAsync("/me");

        Assert.Equal(Ada.UserId, (await moved.GetAsync("/me")).Body);
        Assert.Equal(Ada.UserId, (await Move(browser, second).GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_cookie_that_is_half_spent_is_not_renewed_with_tokens_that_another_request_has_replaced()
    {
        var settings = new AuthKitAppSettings
        {
            UseStore = false,
            KeyRing = new EphemeralDataProtectionProvider(),
            Services = services => services.Configure<CookieAuthenticationOptions>(
                CookieAuthenticationDefaults.AuthenticationScheme, cookie => cookie.ExpireTimeSpan = TimeSpan.FromMinutes(2)),
        };
        var (first, second) = (await StartAppAsync(settings), await StartAppAsync(settings));
        var browser = await first.SignInAsync("ada@acme.com");
        var slow = Move(browser, second);
        Clock.Advance(TimeSpan.FromSeconds(70));
        await browser.GetAsync("/me");
        Clock.Advance(TimeSpan.FromSeconds(40));

        var answer = await slow.GetAsync("/me");

        Assert.Equal(Ada.UserId, answer.Body);
        Assert.Empty(answer.SetCookies);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Nor_while_WorkOS_is_down(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            UseStore = useStore,
            Services = services => services.Configure<CookieAuthenticationOptions>(
                CookieAuthenticationDefaults.AuthenticationScheme, cookie => cookie.ExpireTimeSpan = TimeSpan.FromMinutes(2)),
        });
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 503);
        Clock.Advance(TimeSpan.FromSeconds(70));

        Assert.Empty((await browser.GetAsync("/me")).SetCookies);

        Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(useStore ? 0 : 1, (await browser.GetAsync("/me")).SetCookies.Count);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_to_for_a_while_signs_nobody_out()
    {
        var cache = new SharedCache();
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Cache = cache,

            // The clock of the test jumps while calls in the background are under way.
            Services = services => services.Configure<WorkOsSessionCacheOptions>(options => options.Timeout = TimeSpan.FromHours(1)),
        });
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();
        Clock.Advance(UntilDue);
        cache.IsReadOnly = true;

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Ada.UserId, (await WhileTimePassesAsync(browser.GetAsync("/me"))).Body);
            Clock.Advance(TimeSpan.FromSeconds(35));
        }

        Assert.Contains(app.Logs.Entries, entry => entry.Event.Name == "RefreshNotStored");
        cache.IsReadOnly = false;
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        Assert.Equal(1, Refreshes);
        Clock.Advance(UntilDue);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        Assert.Equal(2, Refreshes);
    }

    public static TheoryData<int, string> OperatorTroubles => new()
    {
        { 400, """{"error":"invalid_client"}""" },
        { 400, """{"error":"unauthorized_client"}""" },
        { 401, """{"error":"Unauthorized"}""" },
        { 403, """{"code":"forbidden","message":"Forbidden"}""" },
        { 403, """{"error":"Forbidden"}""" },
        { 400, """{"error":"bad_request"}""" },
        { 404, """{"message":"Not Found"}""" },
        { 400, "<h1>proxy</h1>" },
        { 200, "<h1>proxy</h1>" },
        { 408, "{}" },
        { 500, "{}" },
    };

    [Theory]
    [MemberData(nameof(OperatorTroubles))]
    public async Task Trouble_that_is_not_the_sessions_own_signs_nobody_out(int status, string body)
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, status, body);
        Clock.Advance(UntilDue);

        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_refresh_that_speaks_of_another_user_ends_the_session()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.AuthKit.NextAccessToken(claims => claims["sub"] = "user_other");
        WorkOs.AuthKit.NextAuthenticateResponse(body => body["user"]!["id"] = "user_other");
        Clock.Advance(UntilDue);

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task Without_kept_tokens_a_session_ends_with_its_access_token_and_the_log_says_why()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = false, Options = options => options.SaveTokens = false });
        var browser = await app.SignInAsync("ada@acme.com");

        Clock.Advance(UntilDue);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        Clock.Advance(UntilExpired);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        Assert.Contains(app.Logs.Entries, entry => entry.Level == LogLevel.Warning && entry.Text.Contains("AddWorkOsDistributedSessions", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(299, true)]
    [InlineData(300, false)]
    public async Task Without_kept_tokens_a_session_ends_in_the_second_in_which_its_access_token_does(int seconds, bool isSignedIn)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = false, Options = options => options.SaveTokens = false });
        var browser = await app.SignInAsync("ada@acme.com");

        Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(isSignedIn ? Ada.UserId : "nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task Claims_that_the_app_added_survive_a_refresh_and_those_of_WorkOS_follow_it()
    {
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Options = options => options.Events.OnCreatingTicket = context =>
            {
                context.Identity!.AddClaim(new("app:plan", "gold"));
                return Task.CompletedTask;
            },
        });
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.AuthKit.NextAccessToken(claims => claims["permissions"] = new System.Text.Json.Nodes.JsonArray("posts:read"));
        Clock.Advance(UntilDue);

        var claims = (await browser.GetAsync("/claims")).Body.Split('\n');

        Assert.Contains("app:plan=gold", claims);
        Assert.Contains("permissions=posts:read", claims);
        Assert.DoesNotContain("permissions=posts:write", claims);
        Assert.Single(claims, claim => claim.StartsWith("org_id=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_access_token_is_fresh_or_there_is_none()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        var first = (await browser.GetAsync("/token")).Body;
        Clock.Advance(UntilDue);
        var second = (await browser.GetAsync("/token")).Body;
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 503, times: int.MaxValue);
        Clock.Advance(UntilExpired);

        Assert.NotEqual(first, second);
        Assert.Equal(3, second.Split('.').Length);
        Assert.Equal("none", (await browser.GetAsync("/token")).Body);
        Assert.Equal("none", (await app.NewBrowser().GetAsync("/token")).Body);
    }
}
