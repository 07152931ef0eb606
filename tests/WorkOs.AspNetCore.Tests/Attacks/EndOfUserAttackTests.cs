using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Ends of users and memberships, between machines whose clocks differ, and with dates that cannot be.</summary>
[Trait("Room", "Sessions")]
public sealed class EndOfUserAttackTests : AuthKitTestBase
{
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_session_that_began_where_the_clock_is_ahead_ends_with_the_others()
    {
        var (here, ahead, _) = await StartThreeAsync();
        var browser = await ahead.SignInAsync("ada@acme.com");

        await EndAllAsync(here);

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        Assert.Equal("nobody", (await Move(browser, here).GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_sign_in_right_after_signing_out_everywhere_holds_on_every_machine()
    {
        var (here, ahead, behind) = await StartThreeAsync();
        foreach (var (ends, begins) in new[] { (here, here), (ahead, behind), (behind, ahead), (here, behind) })
        {
            await EndAllAsync(ends);
            var browser = await begins.SignInAsync("ada@acme.com");

            foreach (var machine in new[] { here, ahead, behind })
            {
                Assert.Equal(Ada.UserId, (await Move(browser, machine).GetAsync("/me")).Body);
            }
        }
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_everything_again_and_again()
    {
        var app = await StartAppAsync(OneCache(useStore: true));
        var before = await app.SignInAsync("ada@acme.com");
        await EndAllAsync(app);
        var between = await app.SignInAsync("ada@acme.com");
        await EndAllAsync(app);

        Assert.Equal("nobody", (await before.GetAsync("/me")).Body);
        Assert.Equal("nobody", (await between.GetAsync("/me")).Body);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(399)]
    public async Task Signing_out_everywhere_is_remembered_for_as_long_as_any_cookie_lives(int days)
    {
        var cache = new SharedCache(Clock);
        var ended = new EndedSessions(cache.AsSessionCache(Clock), Reports.Metrics, Microsoft.Extensions.Logging.Abstractions.NullLogger<EndedSessions>.Instance);
        await ended.EndUserAsync("client_1", "user_1", default);
        await ended.EndUserAsync("client_1", "user_2", Clock.GetUtcNow(), default);
        await ended.EndMembershipAsync("client_1", "user_3", "org_1", Clock.GetUtcNow(), default);
        await ended.EndSessionAsync("client_1", "session_1", default);
        Clock.Advance(TimeSpan.FromDays(days));

        Assert.True(await ended.ContainsAsync("client_1", null, "user_1", null));
        Assert.True(await ended.ContainsAsync("client_1", null, "user_2", null));
        Assert.True(await ended.ContainsAsync("client_1", null, "user_3", "org_1"));
        Assert.True(await ended.ContainsAsync("client_1", "session_1", null, null));
    }

    [Fact]
    public async Task A_refresh_and_a_switch_keep_what_the_sign_in_saw()
    {
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Cache = new SharedCache(Clock),
            Options = options => options.Organization = "org_acme",
        });
        await EndAllAsync(app, "margaret@acme.com");
        var browser = await app.SignInAsync("margaret@acme.com");

        Clock.Advance(UntilDue);
        Assert.NotEqual("nobody", (await browser.GetAsync("/me")).Body);
        await browser.GetAsync("/switch?organization=org_globex");
        Assert.Contains("org_id=org_globex", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);

        await EndAllAsync(app, "margaret@acme.com");
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sign_in_that_could_not_ask_for_marks_is_taken_to_have_seen_none(bool endedBefore)
    {
        var cache = new SharedCache(Clock);
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = false, Cache = cache });
        if (endedBefore)
        {
            await EndAllAsync(app);
        }

        cache.IsDown = true;
        var browser = await app.SignInAsync("ada@acme.com");
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        cache.IsDown = false;

        Assert.Equal(endedBefore ? "nobody" : Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task An_end_by_the_app_and_one_by_WorkOS_both_count_in_either_order()
    {
        var app = await StartAppAsync(OneCache(useStore: true));
        var first = await app.SignInAsync("ada@acme.com");
        Clock.Advance(TimeSpan.FromSeconds(5));
        await DeleteUserAsync(app, Clock.GetUtcNow());
        await EndAllAsync(app);
        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("nobody", (await first.GetAsync("/me")).Body);

        var second = await app.SignInAsync("ada@acme.com");
        Assert.Equal(Ada.UserId, (await second.GetAsync("/me")).Body);
        var copy = Move(second, app);
        await EndAllAsync(app);
        var third = await app.SignInAsync("ada@acme.com");
        Clock.Advance(TimeSpan.FromSeconds(5));
        await DeleteUserAsync(app, Clock.GetUtcNow() - TimeSpan.FromHours(1));

        Assert.Equal("nobody", (await copy.GetAsync("/me")).Body);
        Assert.Equal(Ada.UserId, (await third.GetAsync("/me")).Body);
    }

    public static TheoryData<string, string?> ImpossibleDates => new()
    {
        { "a year ahead", "2027-01-15T12:00:00.000Z" },
        { "at the end of time", "9999-12-31T23:59:59.999Z" },
        { "missing", null },
        { "unreadable", "yesterday" },
    };

    [Theory]
    [MemberData(nameof(ImpossibleDates))]
    public async Task An_event_without_a_date_or_of_the_future_ends_what_is_there_and_nothing_that_begins_later(string what, string? createdAt)
    {
        foreach (var (name, data) in Ends())
        {
            var app = await StartAppAsync();
            var before = await app.SignInAsync("ada@acme.com");
            Clock.Advance(TimeSpan.FromSeconds(5));

            var answer = await SignedWebhook.SendAsync(app, SignedWebhook.Create(name, data, createdAt, Clock.GetUtcNow()));
            Clock.Advance(TimeSpan.FromSeconds(5));
            var after = await app.SignInAsync("ada@acme.com");

            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.True("nobody" == (await before.GetAsync("/me")).Body, $"{name}, {what}: the earlier session goes on");
            Assert.True(Ada.UserId == (await after.GetAsync("/me")).Body, $"{name}, {what}: the later session has ended");
        }
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(2)]
    public async Task An_event_is_compared_by_the_clock_of_WorkOS_whatever_this_machines_says(int minutesApart)
    {
        foreach (var (name, data) in Ends())
        {
            // WorkOS's clock is that of the sandbox; the machine's is another one.
            var app = await StartAsync(Clock.GetUtcNow() + TimeSpan.FromMinutes(minutesApart), OneCache(useStore: true));
            var before = await app.SignInAsync("ada@acme.com");
            Clock.Advance(TimeSpan.FromSeconds(5));
            var webhook = WorkOs.AuthKit.CreateSignedWebhook(name, data);
            Clock.Advance(TimeSpan.FromSeconds(5));
            var after = await app.SignInAsync("ada@acme.com");

            Assert.Equal(HttpStatusCode.OK, (await SignedWebhook.SendAsync(app, webhook)).Status);

            Assert.Equal("nobody", (await before.GetAsync("/me")).Body);
            Assert.Equal(Ada.UserId, (await after.GetAsync("/me")).Body);
        }
    }

    [Fact]
    public async Task A_refresh_does_not_make_a_session_younger_than_an_event_that_arrives_late()
    {
        foreach (var (name, data) in Ends())
        {
            var app = await StartAppAsync();
            var browser = await app.SignInAsync("ada@acme.com");
            Clock.Advance(TimeSpan.FromSeconds(5));
            var happened = Clock.GetUtcNow();
            Clock.Advance(UntilDue);
            Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);

            var late = SignedWebhook.Create(name, data, happened.ToString("O", CultureInfo.InvariantCulture), Clock.GetUtcNow());
            await SignedWebhook.SendAsync(app, late);

            Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        }
    }

    [Fact]
    public async Task A_session_whose_first_token_had_no_date_is_older_than_every_event()
    {
        foreach (var (name, data) in Ends())
        {
            var app = await StartAppAsync();
            WorkOs.AuthKit.NextAccessToken(claims => claims.Remove("iat"));
            var browser = await app.SignInAsync("ada@acme.com");
            Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);

            await SignedWebhook.SendAsync(app, SignedWebhook.Create(name, data, "2025-01-01T00:00:00.000Z", Clock.GetUtcNow()));

            Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        }
    }

    private IEnumerable<(string Name, JsonObject Data)> Ends() =>
    [
        ("user.deleted", new JsonObject { ["id"] = Ada.UserId }),
        ("organization_membership.deleted", new JsonObject { ["user_id"] = Ada.UserId, ["organization_id"] = "org_acme" }),
    ];

    private async Task DeleteUserAsync(AuthKitApp app, DateTimeOffset at)
    {
        var webhook = SignedWebhook.Create(
            "user.deleted", new JsonObject { ["id"] = Ada.UserId }, at.ToString("O", CultureInfo.InvariantCulture), Clock.GetUtcNow());
        Assert.Equal(HttpStatusCode.OK, (await SignedWebhook.SendAsync(app, webhook)).Status);
    }

    private Task EndAllAsync(AuthKitApp app, string email = "ada@acme.com") => app.Services.GetRequiredService<WorkOsSessions>()
        .EndUserSessionsAsync(WorkOs.People.First(person => person.Email == email).UserId);

    private AuthKitAppSettings OneCache(bool useStore) => new() { UseStore = useStore, Cache = new SharedCache(Clock) };

    // Machines of one app: with the time of WorkOS, ahead of it, and behind it.
    private async Task<(AuthKitApp Here, AuthKitApp Ahead, AuthKitApp Behind)> StartThreeAsync()
    {
        var settings = OneCache(useStore: false);
        var now = Clock.GetUtcNow();
        return (await StartAppAsync(settings), await StartAsync(now + Apart, settings), await StartAsync(now - Apart, settings));
    }

    private async Task<AuthKitApp> StartAsync(DateTimeOffset now, AuthKitAppSettings settings) =>
        await StartAppAsync(settings, new FakeClock(now));
}
