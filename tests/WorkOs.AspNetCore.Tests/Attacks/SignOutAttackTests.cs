using System.Net;
using System.Text;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>What a copy of a cookie is worth once its session has signed out, also where nobody could tell WorkOS.</summary>
[Trait("Room", "Remote")]
public sealed class SignOutAttackTests : AuthKitTestBase
{
    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(100)]
    [InlineData(399)]
    public async Task A_copy_of_the_cookie_stays_worthless_where_WorkOS_never_heard_of_the_sign_out(int daysLater)
    {
        var app = await StartAppAsync(InCookie());
        var browser = await app.SignInAsync("ada@acme.com");
        var copy = Move(browser, app);
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitRevoke, new WorkOsSandboxFault { Abort = true }, times: int.MaxValue);

        await SignOutAsync(browser);
        Clock.Advance(TimeSpan.FromDays(daysLater));

        Assert.Single(WorkOs.AuthKit.ActiveSessions);
        Assert.Equal("nobody", (await copy.GetAsync("/me")).Body);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(399)]
    public async Task A_session_that_did_not_sign_out_goes_on_for_as_long_as_its_cookie(int daysLater)
    {
        var app = await StartAppAsync(InCookie());
        var other = await app.SignInAsync("ada@acme.com");
        var browser = await app.SignInAsync("ada@acme.com");
        var copy = Move(other, app);

        await SignOutAsync(browser);
        Clock.Advance(TimeSpan.FromDays(daysLater));

        Assert.Equal(Ada.UserId, (await copy.GetAsync("/me")).Body);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 280)]
    [InlineData(true, 280)]
    public async Task A_browser_that_leaves_while_it_signs_out_is_signed_out(bool useStore, int secondsLater)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore, Cache = new SharedCache(Clock) });
        var browser = await app.SignInAsync("ada@acme.com");
        var copy = Move(browser, app);
        var form = (await browser.GetAsync("/form")).Body;
        Clock.Advance(TimeSpan.FromSeconds(secondsLater));

        await WhileTimePassesAsync(PostAndLeaveAsync(app, browser, "__RequestVerificationToken=" + Uri.EscapeDataString(form)));

        Assert.Equal("nobody", (await copy.GetAsync("/me")).Body);
        await UntilAsync(() => WorkOs.AuthKit.ActiveSessions.Count == 0, TimeSpan.Zero);
    }

    [Fact]
    public async Task WorkOS_hears_of_a_sign_out_whose_browser_does_not_follow()
    {
        var app = await StartAppAsync(InCookie());
        var browser = await app.SignInAsync("ada@acme.com");

        await SignOutAsync(browser);

        await UntilAsync(() => WorkOs.AuthKit.ActiveSessions.Count == 0, TimeSpan.FromSeconds(1));
        Assert.Equal(1, WorkOs.CountOf(WorkOsSandboxEndpoints.AuthKitRevoke));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_browser_that_follows_comes_back_whether_or_not_the_server_was_faster(bool serverFirst)
    {
        var app = await StartAppAsync(InCookie());
        var browser = await app.SignInAsync("ada@acme.com");
        var answer = await SignOutAsync(browser);
        if (serverFirst)
        {
            await UntilAsync(() => WorkOs.CountOf(WorkOsSandboxEndpoints.AuthKitRevoke) == 1, TimeSpan.FromSeconds(1));
        }

        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var back = await client.GetAsync(new Uri(answer.Location!));

        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal("http://localhost/", back.Headers.Location?.AbsoluteUri);
        Assert.Empty(WorkOs.AuthKit.ActiveSessions);
    }

    public static TheoryData<string, WorkOsSandboxFault, string> Answers => new()
    {
        { "no connection", new WorkOsSandboxFault { Abort = true }, "SessionNotRevoked" },
        { "an outage", new WorkOsSandboxFault { StatusCode = 503, Body = "down" }, "SessionNotRevoked" },
        { "a wrong key", new WorkOsSandboxFault { StatusCode = 401, Body = """{"message":"Unauthorized"}""" }, "SessionNotRevoked" },
        { "a session that has ended", new WorkOsSandboxFault { StatusCode = 404, Body = """{"message":"Could not find the session."}""" }, "SessionOverAtWorkOs" },
        { "no content", new WorkOsSandboxFault { StatusCode = 204, Body = "" }, "SessionOverAtWorkOs" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Whatever_WorkOS_answers_to_the_server_is_a_warning_at_most_and_says_nothing_secret(string what, WorkOsSandboxFault fault, string line)
    {
        var app = await StartAppAsync(InCookie());
        var browser = await app.SignInAsync("ada@acme.com");
        var session = Assert.Single(WorkOs.AuthKit.ActiveSessions);
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitRevoke, fault, times: int.MaxValue);

        await SignOutAsync(browser);
        await UntilAsync(() => app.Logs.Named(line).Count > 0, TimeSpan.FromSeconds(1));

        var logged = Assert.Single(app.Logs.Named(line));
        Assert.True(logged.Level <= LogLevel.Warning, what);
        Assert.DoesNotContain(session, logged.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(WorkOs.ApiKey, logged.Text, StringComparison.Ordinal);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_stored_session_that_signs_out_leaves_a_mark_in_the_place_of_its_entry()
    {
        var cache = new SharedCache(Clock);
        var app = await StartAppAsync(new AuthKitAppSettings { Cache = cache });
        var browser = await app.SignInAsync("ada@acme.com");

        await SignOutAsync(browser);

        Assert.StartsWith("workos:ended:2:", Assert.Single(cache.Entries).Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cache_that_is_down_does_not_keep_anybody_signed_in()
    {
        var cache = new SharedCache(Clock);
        var app = await StartAppAsync(InCookie(cache));
        var browser = await app.SignInAsync("ada@acme.com");
        var form = (await browser.GetAsync("/form")).Body;
        cache.IsDown = true;

        var answer = await browser.PostAsync("/auth/sign-out", ("__RequestVerificationToken", form));

        Assert.Contains("/user_management/sessions/logout?", answer.Location, StringComparison.Ordinal);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        Assert.Single(app.Logs.Named("SignOutNotRemembered"));
    }

    [Fact]
    public async Task A_cache_that_does_not_answer_delays_a_sign_out_for_a_few_seconds_at_most()
    {
        var cache = new StuckCache();
        var app = await StartAppAsync(InCookie(cache));
        var browser = await app.SignInAsync("ada@acme.com");
        var began = Clock.GetUtcNow();

        var answer = await WhileTimePassesAsync(SignOutAsync(browser)).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Contains("/user_management/sessions/logout?", answer.Location, StringComparison.Ordinal);
        Assert.InRange(Clock.GetUtcNow() - began, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
        Assert.Single(app.Logs.Named("SignOutNotRemembered"));
        Assert.False(cache.WasCancelled);
    }

    private AuthKitAppSettings InCookie(IDistributedCache? cache = null) => new()
    {
        UseStore = false,
        Cache = cache ?? new SharedCache(Clock),
        Services = services => services.Configure<CookieAuthenticationOptions>(
            CookieAuthenticationDefaults.AuthenticationScheme, options => options.ExpireTimeSpan = TimeSpan.FromDays(400)),
    };

    private static async Task<BrowserAnswer> SignOutAsync(Browser browser)
    {
        var token = (await browser.GetAsync("/form")).Body;
        var answer = await browser.PostAsync("/auth/sign-out", ("__RequestVerificationToken", token));
        Assert.True(answer.IsRedirect, $"{answer.Status}: {answer.Body}");
        return answer;
    }

    // A request that has arrived in full, from a browser that is gone.
    private static async Task<int> PostAndLeaveAsync(AuthKitApp app, Browser browser, string form)
    {
        var body = Encoding.UTF8.GetBytes(form);
        var answer = await ((TestServer)app.Services.GetRequiredService<IServer>()).SendAsync(context =>
        {
            context.RequestAborted = new CancellationToken(canceled: true);
            context.Request.Method = "POST";
            context.Request.Scheme = "http";
            context.Request.Host = new("localhost");
            context.Request.Path = "/auth/sign-out";
            context.Request.ContentType = "application/x-www-form-urlencoded";
            context.Request.ContentLength = body.Length;
            context.Request.Headers.Cookie = string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}"));
            context.Request.Body = new MemoryStream(body);
        });
        return answer.Response.StatusCode;
    }

    private async Task UntilAsync(Func<bool> condition, TimeSpan step)
    {
        using var pump = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var i = 0; i < 2000 && !condition(); i++)
        {
            await pump.WaitForNextTickAsync();
            Clock.Advance(step);
        }

        Assert.True(condition());
    }

    /// <summary>Takes what it is given, and never says so.</summary>
    private sealed class StuckCache : IDistributedCache
    {
        public bool WasCancelled { get; private set; }

        public byte[]? Get(string key) => null;

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult<byte[]?>(null);

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

        public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        {
            var never = new TaskCompletionSource();
            await using var registration = token.Register(() => WasCancelled = true);
            await never.Task;
        }

        public void Refresh(string key)
        {
        }

        public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

        public void Remove(string key)
        {
        }

        public Task RemoveAsync(string key, CancellationToken token = default) => Task.CompletedTask;
    }
}
