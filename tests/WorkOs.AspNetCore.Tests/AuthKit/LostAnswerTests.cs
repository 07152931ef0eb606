using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Cache;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>A refresh whose answer is lost is sent again, for as long as WorkOS gives the same answer.</summary>
[Trait("Room", "Sessions")]
public sealed class LostAnswerTests : AuthKitTestBase
{
    private readonly LossyNetwork _network = new();
    private readonly FakeSessionCache _cache = new();

    public static TheoryData<bool> Stores => [true, false];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Nobody_has_to_come_back_in_time_for_a_session_to_outlive_it(bool useStore)
    {
        var app = await StartAsync(useStore);
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilDue);
        _network.Reset();
        _network.Loses = 2;

        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        var stored = StoredAsync();
        await PassTimeUntilAsync(_network.AnsweredAsync(3));
        await (useStore ? stored : Task.CompletedTask);
        Clock.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        Assert.Equal(0, _network.Loses);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Nor_where_code_of_the_app_throws_on_the_way(bool inHandler, bool inEvent)
    {
        if (inHandler)
        {
            _network.Loss = static () => new InvalidOperationException("A handler of the app gave up.");
        }

        var app = await StartAppAsync(SettingsOf(useStore: true, options => options.Events.OnRefreshFailed = _ => inEvent
            ? throw new InvalidOperationException("A handler of the event failed.")
            : Task.CompletedTask));
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilDue);
        _network.Reset();
        _network.Loses = 1;

        await browser.GetAsync("/me");
        var stored = StoredAsync();
        await PassTimeUntilAsync(_network.AnsweredAsync(2));
        await stored;
        Clock.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task What_could_not_be_stored_is_stored_later_for_the_machine_that_is_asked_next()
    {
        var keys = new EphemeralDataProtectionProvider();
        var (first, second) = (await StartAsync(useStore: true, keys), await StartAsync(useStore: true, keys));
        var browser = await first.SignInAsync("ada@acme.com");
        Clock.Advance(UntilDue);
        _cache.WriteFailure = new IOException("The cache cannot be written to.");
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        _cache.WriteFailure = null;

        var stored = StoredAsync();
        await PassTimeUntilAsync(stored);
        Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(Ada.UserId, (await Move(browser, second).GetAsync("/me")).Body);
    }

    [Fact]
    public async Task What_can_never_be_stored_is_given_up_on_when_its_token_ends()
    {
        var app = await StartAsync(useStore: true);
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilDue);
        _cache.WriteFailure = new IOException("The cache cannot be written to.");
        await browser.GetAsync("/me");
        await PassAsync(TimeSpan.FromMinutes(6));
        var calls = _cache.Calls.Count;

        await PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(calls, _cache.Calls.Count);

        // Attempts to store wait for 20 seconds each.
        async Task PassAsync(TimeSpan time)
        {
            for (var end = Clock.GetUtcNow() + time; Clock.GetUtcNow() < end; Clock.Advance(TimeSpan.FromSeconds(5)))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5));
            }
        }
    }

    [Theory]
    [InlineData(true, 6)]
    [InlineData(false, 6)]
    [InlineData(true, 60)]
    [InlineData(false, 60)]
    public async Task A_clock_that_is_ahead_by_more_than_the_life_of_a_token_does_not_make_a_request_refresh_without_end(bool useStore, int minutes)
    {
        var ahead = new FakeClock(Clock.GetUtcNow() + TimeSpan.FromMinutes(minutes));
        var app = await StartAppAsync(SettingsOf(useStore, options: null), ahead);
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();

        await browser.GetAsync("/me");

        Assert.InRange(Refreshes, 1, 3);
    }

    [Fact]
    public async Task A_session_whose_refresh_fails_for_the_cache_is_not_sent_to_sign_in()
    {
        var app = await StartAsync(useStore: true);
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilExpired);
        _cache.FreezesAfter = 1;

        var answer = await WhileTimePassesAsync(browser.GetAsync("/secret"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Equal("session_store_unavailable", answer.FailureCode);
        _cache.Thaw();
        Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(Ada.UserId, (await WhileTimePassesAsync(browser.GetAsync("/secret"))).Body);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Another_machine_gets_the_same_answer(bool useStore)
    {
        var keys = new EphemeralDataProtectionProvider();
        var (first, second) = (await StartAsync(useStore, keys), await StartAsync(useStore, keys));
        var browser = await first.SignInAsync("ada@acme.com");
        Clock.Advance(UntilExpired);
        _network.Loses = 1;
        await Move(browser, first).GetAsync("/me");
        Clock.Advance(TimeSpan.FromMilliseconds(500));

        var moved = Move(browser, second);

        Assert.Equal(Ada.UserId, (await moved.GetAsync("/me")).Body);
        Clock.Advance(UntilDue);
        Assert.Equal(Ada.UserId, (await moved.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task WorkOS_is_asked_six_times_within_25_seconds_and_left_alone_then()
    {
        var app = await StartAsync(useStore: true);
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilDue);
        WorkOs.ClearRequests();
        _network.Reset();
        _network.Loses = int.MaxValue;

        await browser.GetAsync("/me");
        var began = Clock.GetUtcNow();
        await PassTimeUntilAsync(_network.AnsweredAsync(6));
        Assert.True(Clock.GetUtcNow() - began <= TimeSpan.FromSeconds(25));
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(6, Refreshes);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_process_that_stops_waits_for_the_answer_that_was_lost(bool useStore)
    {
        var app = await StartAsync(useStore);
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilDue);
        _network.Reset();
        _network.Loses = 2;
        await browser.GetAsync("/me");

        var stop = app.Services.GetServices<IHostedService>().OfType<RefreshDrain>().Single().StopAsync(CancellationToken.None);

        Assert.False(stop.IsCompleted);
        await PassTimeUntilAsync(stop);
        Assert.Equal(0, _network.Loses);
        Assert.True(_network.AnsweredAsync(3).IsCompleted);
    }

    [Fact]
    public async Task A_process_whose_time_to_stop_is_over_waits_no_longer()
    {
        var app = await StartAsync(useStore: true);
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilDue);
        _network.Loses = int.MaxValue;
        await browser.GetAsync("/me");
        using var time = new CancellationTokenSource();

        var stop = app.Services.GetServices<IHostedService>().OfType<RefreshDrain>().Single().StopAsync(time.Token);
        Assert.False(stop.IsCompleted);
        await time.CancelAsync();

        await stop.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_call_that_never_left_is_not_repeated_in_the_background()
    {
        using var network = new Unreachable(_network);
        var app = await StartAppAsync(new AuthKitAppSettings { Options = options => options.BackchannelHttpHandler = network });
        var browser = await app.SignInAsync("ada@acme.com");
        (network.IsOn, network.Calls) = (true, 0);
        Clock.Advance(UntilDue);

        await browser.GetAsync("/me");
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, network.Calls);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_switch_whose_answer_was_lost_ends_in_that_organization_whether_or_not_the_window_holds_for_another(bool useStore, bool holdsForOthers)
    {
        await using var workos = await WorkOsSandbox.StartAsync(builder =>
        {
            builder.TimeProvider = Clock;
            builder.AuthKit.ReplayRefreshForOtherOrganizations = holdsForOthers;
            foreach (var organization in new[] { "acme", "globex" })
            {
                builder.AddOrganization($"org_{organization}", organization, $"{organization}.com");
                builder.AddPerson($"org_{organization}", "margaret@acme.com", person => person.WithName("Margaret", "Hamilton"));
            }
        });
        await using var app = await AuthKitApp.StartAsync(workos, Clock, SettingsOf(useStore, options => options.Organization = "org_acme"));
        var browser = await app.SignInAsync("margaret@acme.com");

        // The refresh in the present organization arrives, and its answer does not.
        Clock.Advance(UntilDue);
        _network.Loses = 1;
        await browser.GetAsync("/me");
        Clock.Advance(TimeSpan.FromMilliseconds(500));

        var moved = Move(browser, app);
        Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("switched", (await WhileTimePassesAsync(moved.GetAsync("/switch?organization=org_globex"))).Body);
        Assert.Contains("org_id=org_globex", (await moved.GetAsync("/claims")).Body.Split('\n'));
    }

    [Theory]
    [InlineData(30, 1)]
    [InlineData(600, 1)]
    public async Task No_token_is_refreshed_in_the_first_half_of_its_life_whatever_the_options_say(int minutesBefore, int due)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Options = options => options.RefreshBeforeExpiration = TimeSpan.FromMinutes(minutesBefore) });
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();

        for (var second = 0; second < 149; second += 10)
        {
            await browser.GetAsync("/me");
            Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(0, Refreshes);
        await browser.GetAsync("/me");
        await browser.GetAsync("/me");
        Assert.Equal(due, Refreshes);
    }

    [Fact]
    public async Task A_code_that_WorkOS_does_not_document_ends_a_session_with_its_access_token_and_not_before()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 403, """{"code":"user_suspended"}""", times: int.MaxValue);
        Clock.Advance(UntilDue);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);

        Clock.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    private Task<AuthKitApp> StartAsync(bool useStore, IDataProtectionProvider? keys = null) =>
        StartAppAsync(SettingsOf(useStore, options: null, keys));

    private AuthKitAppSettings SettingsOf(
        bool useStore, Action<WorkOsAuthKitOptions>? options, IDataProtectionProvider? keys = null) => new()
        {
            UseStore = useStore,
            KeyRing = keys ?? new EphemeralDataProtectionProvider(),
            Services = services => services.AddSingleton<IWorkOsSessionCache>(_cache),
            Options = authKit =>
            {
                authKit.BackchannelHttpHandler = _network;
                options?.Invoke(authKit);
            },
        };

    private Task StoredAsync()
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _cache.Written = key =>
        {
            if (key.StartsWith("workos:session:", StringComparison.Ordinal))
            {
                stored.TrySetResult();
            }
        };
        return stored.Task;
    }

    private async Task PassTimeUntilAsync(Task something) =>
        await WhileTimePassesAsync(Task.Run(async () =>
        {
            await something;
            return true;
        }));

    private sealed class Unreachable(LossyNetwork network) : DelegatingHandler(network)
    {
        public bool IsOn { get; set; }

        public int Calls { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            return IsOn ? throw new HttpRequestException(HttpRequestError.ConnectionError) : base.SendAsync(request, cancellationToken);
        }
    }
}
