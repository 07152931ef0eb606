using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using WorkOs.AspNetCore.Tests.Cache;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>How long a session may last, and what ends it before.</summary>
[Trait("Room", "Sessions")]
public sealed class SessionLifetimeTests : AuthKitTestBase
{
    private const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public static TheoryData<bool> Stores => [true, false];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_session_that_may_not_slide_ends_when_it_must_however_often_it_is_refreshed(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            UseStore = useStore,
            Services = services => services.Configure<CookieAuthenticationOptions>(CookieScheme, cookie =>
            {
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(20);
                cookie.SlidingExpiration = false;
            }),
        });
        var browser = await app.SignInAsync("ada@acme.com");

        for (var i = 0; i < 4; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(285));
            Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        }

        Clock.Advance(TimeSpan.FromSeconds(70));
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_active_person_outlasts_a_cookie_that_is_shorter_than_the_access_token(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            UseStore = useStore,
            Services = services => services.Configure<CookieAuthenticationOptions>(CookieScheme, cookie => cookie.ExpireTimeSpan = TimeSpan.FromMinutes(2)),
        });
        var browser = await app.SignInAsync("ada@acme.com");

        for (var i = 0; i < 10; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(70));
            Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        }
    }

    [Fact]
    public async Task A_user_whose_sessions_the_app_has_ended_is_not_back_after_a_long_weekend()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Cache = new SharedCache(Clock) });
        var browser = await app.SignInAsync("ada@acme.com");
        var sessions = app.Services.GetRequiredService<WorkOsSessions>();

        await sessions.EndUserSessionsAsync(Ada.UserId);
        Clock.Advance(TimeSpan.FromDays(4));

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public async Task An_end_that_others_overwrite_with_each_attempt_is_given_up_on_after_ten(int writes, bool isWritten)
    {
        var cache = new FakeSessionCache();
        var ended = new EndedSessions(cache.AsSessionCache(Clock), Reports.Metrics, NullLogger<EndedSessions>.Instance);
        cache.LosesRaces = writes;

        var ending = ended.EndUserAsync("client_1", "user_1", Clock.GetUtcNow(), CancellationToken.None);

        if (isWritten)
        {
            await ending;
            return;
        }

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => ending);
        Assert.Contains("changed with each of 10 attempts", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_that_was_canceled_is_not_written()
    {
        var cache = new FakeSessionCache();
        var ended = new EndedSessions(cache.AsSessionCache(Clock), Reports.Metrics, NullLogger<EndedSessions>.Instance);
        var canceled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ended.EndSessionAsync("client_1", "session_1", canceled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ended.EndUserAsync("client_1", "user_1", canceled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ended.EndUserAsync("client_1", "user_1", Clock.GetUtcNow(), canceled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ended.WatchAsync([End.OfConnection("client_1", "conn_1")], canceled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ended.FindGenerationAsync("client_1", "user_1", canceled));

        Assert.Empty(cache.Calls);
    }

    [Fact]
    public async Task A_session_that_the_app_has_ended_is_over_at_its_next_request()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Cache = new SharedCache(Clock) });
        var browser = await app.SignInAsync("ada@acme.com");
        var other = await app.SignInAsync("ada@acme.com");
        var session = ((await browser.GetAsync("/claims")).Body.Split('\n')).Single(claim => claim.StartsWith("sid=", StringComparison.Ordinal))[4..];

        await app.Services.GetRequiredService<WorkOsSessions>().EndSessionAsync(session);

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        Assert.Equal(Ada.UserId, (await other.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_session_is_ended_by_its_webhook_also_where_this_machines_clock_is_ahead()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        var webhook = WorkOs.AuthKit.CreateSignedWebhook(
            "session.revoked", new JsonObject { ["id"] = Assert.Single(WorkOs.AuthKit.ActiveSessions) }, time: Clock.GetUtcNow() - TimeSpan.FromMinutes(2));

        await app.NewBrowser().SendAsync(
            HttpMethod.Post,
            "/auth/webhooks",
            new StringContent(webhook.Body, System.Text.Encoding.UTF8, "application/json"),
            [("WorkOS-Signature", webhook.Signature)]);

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_person_who_was_removed_from_an_organization_and_is_in_it_again_can_move_there()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Options = options => options.Organization = "org_acme" });
        var browser = await app.SignInAsync("margaret@acme.com");
        var margaret = WorkOs.People.First(person => person.Email == "margaret@acme.com");
        Clock.Advance(TimeSpan.FromSeconds(5));
        await app.Services.GetRequiredService<EndedSessions>().EndMembershipAsync(WorkOs.ClientId, margaret.UserId, "org_globex", Clock.GetUtcNow(), default);
        Clock.Advance(TimeSpan.FromSeconds(5));

        await browser.GetAsync("/switch?organization=org_globex");

        Assert.Contains("org_id=org_globex", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
        await app.Services.GetRequiredService<EndedSessions>().EndMembershipAsync(WorkOs.ClientId, margaret.UserId, "org_globex", Clock.GetUtcNow(), default);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_session_of_a_scheme_that_the_app_no_longer_has_ends()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Map = site => site.MapGet("/rename", RenameSchemeAsync) });
        var browser = await app.SignInAsync("ada@acme.com");
        await browser.GetAsync("/rename");
        Clock.Advance(UntilDue);

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);

        static async Task RenameSchemeAsync(HttpContext context)
        {
            var session = await context.AuthenticateAsync(CookieScheme);
            session.Properties!.Items[".AuthScheme"] = "WorkOS.Former";
            await context.SignInAsync(CookieScheme, session.Principal!, session.Properties);
        }
    }

    [Fact]
    public async Task What_the_app_sets_on_the_cookie_events_last_still_counts()
    {
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Services = services => services.PostConfigure<CookieAuthenticationOptions>(CookieScheme, cookie => cookie.Events.OnValidatePrincipal = context =>
            {
                if (context.Request.Query.ContainsKey("reject"))
                {
                    context.RejectPrincipal();
                }

                return Task.CompletedTask;
            }),
        });
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilDue);
        WorkOs.ClearRequests();

        Assert.Equal("nobody", (await browser.GetAsync("/me?reject=1")).Body);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        Assert.Equal(1, Refreshes);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_copy_of_the_cookie_is_worth_nothing_after_sign_out(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore });
        var browser = await app.SignInAsync("ada@acme.com");
        var copy = Move(browser, app);

        var token = (await browser.GetAsync("/form")).Body;
        await browser.PostAsync("/auth/sign-out", ("__RequestVerificationToken", token));

        Assert.Equal("nobody", (await copy.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_choice_of_organization_keeps_what_the_challenge_asked_for()
    {
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Options = options => options.OrganizationSelectionPath = "/choices",
            Map = site =>
            {
                site.MapGet("/invited", (HttpContext context) => context.ChallengeAsync(
                    WorkOsAuthKitDefaults.AuthenticationScheme,
                    new WorkOsAuthKitChallengeProperties { RedirectUri = "/me", Items = { ["tenant"] = "blue" }, IsPersistent = true }));
                site.MapGet("/tenant", async (HttpContext context) => (await context.AuthenticateAsync()).Properties?.Items["tenant"] ?? "none");
            },
        });
        var browser = app.NewBrowser();
        await app.ReturnAsync(browser, await browser.GetAsync("/invited"), "margaret@acme.com");

        var chosen = await browser.GetAsync("/choose?organization=org_acme");

        Assert.Equal("/me", chosen.Location);
        Assert.Equal("blue", (await browser.GetAsync("/tenant")).Body);
        Assert.NotNull(browser.Cookies.Single(cookie => cookie.Name.EndsWith(CookieScheme, StringComparison.Ordinal)).Expires);
    }
}
