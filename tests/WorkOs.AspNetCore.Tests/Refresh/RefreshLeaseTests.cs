using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Cache;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Refresh;

/// <summary>Of machines that share a store, one refreshes a session, and the others need not wait for it longer than they must.</summary>
[Trait("Room", "Sessions")]
public sealed class RefreshLeaseTests : AuthKitTestBase
{
    private readonly FakeSessionCache _cache;
    private readonly HeldNetwork _network = new();
    private readonly EphemeralDataProtectionProvider _keys = new();

    public RefreshLeaseTests() => _cache = new FakeSessionCache(Clock);

    public static TheoryData<string, int> Ages => new()
    {
        { "due", 280 },
        { "expired", 301 },
    };

    [Theory]
    [MemberData(nameof(Ages))]
    public async Task Of_machines_that_see_a_session_at_the_same_time_one_refreshes_it(string age, int seconds)
    {
        AuthKitApp[] machines = [await StartAsync(), await StartAsync(), await StartAsync()];
        var browser = await machines[0].SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();
        Clock.Advance(TimeSpan.FromSeconds(seconds));

        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _cache.Written = key => _ = key.StartsWith("workos:session:", StringComparison.Ordinal) && stored.TrySetResult();

        // Time passes once the first machine is done, however long that takes here.
        var requests = Task.WhenAll(Enumerable.Range(0, 90).Select(i => Move(browser, machines[i % 3]).GetAsync("/me")));
        await stored.Task;
        var answers = await WhileTimePassesAsync(requests);

        Assert.NotEmpty(age);
        Assert.All(answers, answer => Assert.Equal(Ada.UserId, answer.Body));
        Assert.Equal(1, Refreshes);
    }

    [Theory]
    [InlineData("/me")]
    [InlineData("/token")]
    public async Task A_request_whose_token_is_valid_does_not_wait_for_another_machine(string page)
    {
        var (first, second) = (await StartAsync(isHeld: true), await StartAsync());
        var browser = await first.SignInAsync("ada@acme.com");
        var token = (await browser.GetAsync("/token")).Body;
        WorkOs.ClearRequests();
        Clock.Advance(UntilDue);
        var refreshing = await HoldAsync(browser);

        var answer = await Move(browser, second).GetAsync(page);

        Assert.Equal(page == "/me" ? Ada.UserId : token, answer.Body);
        Assert.Equal(0, Refreshes);
        _network.Release();
        Assert.Equal(Ada.UserId, (await refreshing).Body);
        Assert.NotEqual(token, (await Move(browser, second).GetAsync("/token")).Body);
        Assert.Equal(1, Refreshes);
    }

    [Fact]
    public async Task A_machine_that_never_answers_is_replaced_after_three_seconds()
    {
        var (first, second) = (await StartAsync(isHeld: true), await StartAsync());
        var browser = await first.SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();
        Clock.Advance(UntilDue);
        _ = await HoldAsync(browser);
        await Move(browser, second).GetAsync("/me");

        Clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.Equal(Ada.UserId, (await Move(browser, second).GetAsync("/me")).Body);
        Assert.Equal(0, Refreshes);
        Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(Ada.UserId, (await Move(browser, second).GetAsync("/me")).Body);
        Assert.Equal(1, Refreshes);
        _network.Release();
    }

    [Theory]
    [InlineData(297)]
    [InlineData(299)]
    [InlineData(301)]
    public async Task And_costs_nobody_the_session_whose_token_expires_meanwhile(int seconds)
    {
        var (first, second) = (await StartAsync(isHeld: true), await StartAsync());
        var browser = await first.SignInAsync("ada@acme.com");
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        _ = await HoldAsync(browser);
        Assert.Equal(Ada.UserId, (await WhileTimePassesAsync(Move(browser, second).GetAsync("/me"))).Body);

        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(Ada.UserId, (await WhileTimePassesAsync(Move(browser, second).GetAsync("/secret"))).Body);
            Clock.Advance(TimeSpan.FromMilliseconds(500));
        }

        _network.Release();
    }

    [Fact]
    public async Task A_refresh_that_has_failed_is_open_to_every_machine_at_once()
    {
        var (first, second) = (await StartAsync(), await StartAsync());
        var browser = await first.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 503);
        Clock.Advance(UntilDue);
        await Move(browser, first).GetAsync("/me");
        WorkOs.ClearRequests();

        Assert.Equal(Ada.UserId, (await Move(browser, second).GetAsync("/me")).Body);

        Assert.Equal(1, Refreshes);
    }

    [Fact]
    public async Task A_switch_waits_for_the_refresh_of_another_machine_and_goes_on_from_there()
    {
        var (first, second) = (await StartAsync(isHeld: true), await StartAsync());
        var browser = await first.SignInAsync("margaret@acme.com");
        WorkOs.ClearRequests();
        Clock.Advance(UntilDue);
        var refreshing = await HoldAsync(browser);
        var moved = Move(browser, second);

        // What the request was told is nothing to the switch.
        await moved.GetAsync("/me");
        var switching = moved.GetAsync("/switch?organization=org_globex");
        _network.Release();
        await refreshing;

        Assert.Equal("switched", (await WhileTimePassesAsync(switching)).Body);
        Assert.Contains("org_id=org_globex", (await moved.GetAsync("/claims")).Body, StringComparison.Ordinal);
        Assert.Equal(2, Refreshes);
    }

    [Fact]
    public async Task Where_the_cache_takes_no_lease_every_machine_refreshes()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();
        Clock.Advance(UntilExpired);
        _cache.WriteFailure = new IOException("The cache cannot be written to.");

        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);

        Assert.Equal(1, Refreshes);
    }

    [Theory]
    [InlineData("a session in the cookie", false, false, false)]
    [InlineData("a refresh token that is sent once", true, true, false)]
    [InlineData("a cache of this process", true, false, true)]
    public async Task No_lease_is_made_for(string what, bool isStored, bool isSentOnce, bool isOfThisProcess)
    {
        var cache = new SharedCache();
        var leases = new RefreshLeases(isOfThisProcess ? new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions())).AsSessionCache(Clock) : cache.AsSessionCache(Clock));
        var request = RefreshRequests.Create(cache.AsSessionCache(Clock), Clock, isStored, isSentOnce);

        Assert.Empty((await leases.TryTakeAsync(request))!);
        Assert.Empty((await leases.TryTakeAsync(request))!);

        Assert.NotEmpty(what);
        Assert.Empty(cache.Entries);
    }

    [Fact]
    public async Task A_lease_that_cannot_be_given_back_ends_by_itself()
    {
        var network = new LossyNetwork { Loss = LoseCache };
        var (first, second) = (await StartAsync(network), await StartAsync());
        var browser = await first.SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();
        Clock.Advance(UntilDue);
        network.Loses = 1;

        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);

        _cache.WriteFailure = null;
        Assert.Equal(Ada.UserId, (await Move(browser, second).GetAsync("/me")).Body);
        Assert.Equal(1, Refreshes);
        Clock.Advance(RefreshLeases.Lifetime);
        Assert.Equal(Ada.UserId, (await Move(browser, second).GetAsync("/me")).Body);
        Assert.Equal(2, Refreshes);

        // A call that is refused by the cache and one that does not reach WorkOS: nothing is sent again in the background.
        Exception LoseCache()
        {
            _cache.WriteFailure = new IOException("The cache cannot be written to.");
            return new HttpRequestException(HttpRequestError.ConnectionError);
        }
    }

    [Fact]
    public async Task Nor_does_that_throw()
    {
        var request = RefreshRequests.Create(_cache.AsSessionCache(Clock), Clock);
        var leases = new RefreshLeases(_cache.AsSessionCache(Clock));
        var lease = await leases.TryTakeAsync(request);
        _cache.WriteFailure = new IOException("The cache cannot be written to.");

        await leases.ReleaseAsync(request, lease!);

        Assert.Equal("remove", _cache.Calls.Last());
    }

    [Fact]
    public async Task Where_there_is_no_lease_nothing_is_given_back()
    {
        var request = RefreshRequests.Create(_cache.AsSessionCache(Clock), Clock);

        await new RefreshLeases(_cache.AsSessionCache(Clock)).ReleaseAsync(request, []);

        Assert.Empty(_cache.Calls);
    }

    [Fact]
    public async Task A_lease_has_a_name_that_nothing_else_in_the_cache_has()
    {
        var cache = new SharedCache();
        var request = RefreshRequests.Create(cache.AsSessionCache(Clock), Clock);

        await new RefreshLeases(cache.AsSessionCache(Clock)).TryTakeAsync(request);

        Assert.StartsWith("workos:refreshing:", Assert.Single(cache.Entries).Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lease_that_another_machine_has_by_now_stays()
    {
        var cache = new SharedCache(Clock).AsSessionCache(Clock);
        var request = RefreshRequests.Create(cache, Clock);
        var (slow, fast, third) = (new RefreshLeases(cache), new RefreshLeases(cache), new RefreshLeases(cache));
        var late = await slow.TryTakeAsync(request);
        Clock.Advance(RefreshLeases.Lifetime);
        Assert.NotNull(await fast.TryTakeAsync(request));

        await slow.ReleaseAsync(request, late!);

        Assert.Null(await third.TryTakeAsync(request));
    }

    private Task<AuthKitApp> StartAsync(bool isHeld = false) => StartAsync(isHeld ? _network : null);

    private Task<AuthKitApp> StartAsync(HttpMessageHandler? network) => StartAppAsync(new AuthKitAppSettings
    {
        KeyRing = _keys,
        Services = services => services.AddSingleton<IWorkOsSessionCache>(_cache),
        Options = options =>
        {
            options.Organization = "org_acme";
            options.BackchannelHttpHandler = network;
        },
    });

    /// <summary>A request that refreshes the session, and has come as far as the call to WorkOS.</summary>
    private async Task<Task<BrowserAnswer>> HoldAsync(Browser browser)
    {
        var reached = _network.Hold();
        var request = browser.GetAsync("/me");
        await reached;
        return request;
    }
}
