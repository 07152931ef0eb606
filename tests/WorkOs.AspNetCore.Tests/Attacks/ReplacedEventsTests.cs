using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.AuthKit;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>An app that replaces the events of its cookie keeps the check of AuthKit's sessions, or hears of its loss.</summary>
[Trait("Room", "Sessions")]
public sealed class ReplacedEventsTests : AuthKitTestBase
{
    private const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string ClaimOfTheApp = "app:seen";

    public static TheoryData<string, bool, bool> Ways
    {
        get
        {
            var ways = new TheoryData<string, bool, bool>();
            foreach (var way in WaysByName.Keys)
            {
                foreach (var (early, useStore) in new[] { (true, true), (true, false), (false, true), (false, false) })
                {
                    ways.Add(way, early, useStore);
                }
            }

            return ways;
        }
    }

    private static readonly Dictionary<string, Action<IServiceCollection>> WaysByName = new(StringComparer.Ordinal)
    {
        ["Events in Configure"] = services => services.Configure<CookieAuthenticationOptions>(CookieScheme, cookie => cookie.Events = NewEvents()),
        ["Events in PostConfigure"] = services => services.PostConfigure<CookieAuthenticationOptions>(CookieScheme, cookie => cookie.Events = NewEvents()),
        ["Events in PostConfigureAll"] = services => services.PostConfigureAll<CookieAuthenticationOptions>(cookie => cookie.Events = NewEvents()),
        ["EventsType in Configure"] = services => services
            .AddScoped<EventsOfTheApp>().Configure<CookieAuthenticationOptions>(CookieScheme, cookie => cookie.EventsType = typeof(EventsOfTheApp)),
        ["EventsType in PostConfigure"] = services => services
            .AddScoped<EventsOfTheApp>().PostConfigure<CookieAuthenticationOptions>(CookieScheme, cookie => cookie.EventsType = typeof(EventsOfTheApp)),
        ["Events around those that were there"] = services => services.PostConfigure<CookieAuthenticationOptions>(
            CookieScheme, cookie => cookie.Events = new EventsOfTheApp(cookie.Events)),
        ["a delegate of the events"] = services => services.PostConfigure<CookieAuthenticationOptions>(
            CookieScheme, cookie => cookie.Events.OnValidatePrincipal = new EventsOfTheApp().ValidatePrincipal),
        ["no events"] = services => services.PostConfigure<CookieAuthenticationOptions>(CookieScheme, cookie => cookie.Events = null!),
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_session_that_was_ended_is_nobody_whatever_the_app_does_with_the_events(string way, bool early, bool useStore)
    {
        var app = await StartAsync(way, early, useStore);
        var browser = await app.SignInAsync("ada@acme.com");

        await app.Services.GetRequiredService<WorkOsSessions>().EndSessionAsync(Assert.Single(WorkOs.AuthKit.ActiveSessions));

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task And_a_session_that_goes_on_is_refreshed_and_seen_by_the_app(string way, bool early, bool useStore)
    {
        var app = await StartAsync(way, early, useStore);
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();
        Clock.Advance(UntilDue);

        var claims = (await browser.GetAsync("/claims")).Body.Split('\n');

        Assert.Equal(1, Refreshes);
        Assert.Equal(way == "no events" ? 0 : 1, claims.Count(claim => claim == ClaimOfTheApp + "=yes"));
    }

    public static TheoryData<string> Replacements => ["Events", "EventsType"];

    [Theory]
    [MemberData(nameof(Replacements))]
    public async Task Events_that_are_replaced_in_options_of_a_running_app_let_nobody_in_and_the_message_says_what_to_do(string what)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Services = services => services.AddScoped<EventsOfTheApp>() });
        var browser = await app.SignInAsync("ada@acme.com");
        var cookie = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieScheme);
        if (what == "Events")
        {
            cookie.Events = NewEvents();
        }
        else
        {
            cookie.EventsType = typeof(EventsOfTheApp);
        }

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => browser.GetAsync("/me"));

        Assert.Contains($"'{CookieScheme}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Set Events or EventsType with Configure", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delegate_that_is_set_in_options_of_a_running_app_counts_beside_the_check()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        var cookie = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieScheme);

        cookie.Events.OnValidatePrincipal = new EventsOfTheApp().ValidatePrincipal;

        Assert.Contains(ClaimOfTheApp, (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
        await app.Services.GetRequiredService<WorkOsSessions>().EndSessionAsync(Assert.Single(WorkOs.AuthKit.ActiveSessions));
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cookie_manager_of_the_app_does_not_bring_back_an_id_that_was_planted(bool early)
    {
        Action<IServiceCollection> replace = services => services.PostConfigure<CookieAuthenticationOptions>(
            CookieScheme, cookie => cookie.CookieManager = new ChunkingCookieManager { ChunkSize = 3000 });
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            EarlyServices = early ? replace : null,
            Services = early ? null : replace,
            Options = options => options.Organization = "org_acme",
        });
        var attacker = await app.SignInAsync("ada@acme.com");
        var victim = Move(attacker, app);

        await app.ReturnAsync(victim, await victim.GetAsync("/challenge"), "margaret@acme.com");

        Assert.NotEqual(TwoCookies.IdOf(attacker, CookieScheme), TwoCookies.IdOf(victim, CookieScheme));
        Assert.NotEqual("nobody", (await victim.GetAsync("/me")).Body);
        Assert.Equal("nobody", (await attacker.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_stored_cookie_that_loses_its_store_stops_the_app_and_the_message_says_what_to_do()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAppAsync(new AuthKitAppSettings
        {
            Services = services => services.PostConfigure<CookieAuthenticationOptions>(CookieScheme, cookie => cookie.SessionStore = null),
        }));

        Assert.Contains($"The cookie scheme '{CookieScheme}' has no session store any more", failure.Message, StringComparison.Ordinal);
    }

    private Task<AuthKitApp> StartAsync(string way, bool early, bool useStore) => StartAppAsync(new AuthKitAppSettings
    {
        UseStore = useStore,
        EarlyServices = early ? WaysByName[way] : null,
        Services = early ? null : WaysByName[way],
    });

    private static EventsOfTheApp NewEvents() => new();

    private sealed class EventsOfTheApp(CookieAuthenticationEvents? others = null) : CookieAuthenticationEvents
    {
        public EventsOfTheApp()
            : this(others: null)
        {
        }

        public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
        {
            if (others is not null)
            {
                await others.ValidatePrincipal(context);
            }

            context.Principal!.AddIdentity(new ClaimsIdentity([new Claim(ClaimOfTheApp, "yes")], "app"));
        }
    }
}
