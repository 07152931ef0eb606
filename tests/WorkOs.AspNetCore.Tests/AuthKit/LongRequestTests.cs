using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>A request that takes so long that its session comes due, or that starts its response, before it asks for the token.</summary>
[Trait("Room", "Sessions")]
public sealed class LongRequestTests : AuthKitTestBase
{
    public static TheoryData<bool> Stores => [true, false];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_token_that_comes_due_during_a_request_is_refreshed_once_and_stays(bool useStore)
    {
        var app = await StartAsync(useStore, after: UntilDue);
        var browser = await app.SignInAsync("ada@acme.com");
        var before = (await browser.GetAsync("/token")).Body;
        WorkOs.ClearRequests();

        var answer = await browser.GetAsync("/long");

        var tokens = answer.Body.Split(' ');
        Assert.NotEqual(before, tokens[0]);
        Assert.Equal(tokens[0], tokens[1]);
        Assert.Equal(useStore, answer.SetCookies.Count == 0);
        Assert.Equal(tokens[0], (await browser.GetAsync("/token")).Body);
        Assert.Equal(1, Refreshes);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_token_that_comes_due_again_is_refreshed_with_the_refresh_token_that_came_with_it(bool useStore)
    {
        var app = await StartAsync(useStore, after: UntilDue, betweenTokens: UntilDue);
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();

        var tokens = (await browser.GetAsync("/long")).Body.Split(' ');

        Assert.Equal(2, Refreshes);
        Assert.All(tokens, token => Assert.Equal(3, token.Split('.').Length));
        Assert.NotEqual(tokens[0], tokens[1]);
        Assert.Equal(tokens[1], (await browser.GetAsync("/token")).Body);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task After_the_response_has_started_a_session_is_refreshed_only_where_it_is_stored(bool useStore, int refreshes)
    {
        var app = await StartAsync(useStore, after: UntilDue, startsResponse: true);
        var browser = await app.SignInAsync("ada@acme.com");
        var before = (await browser.GetAsync("/token")).Body;
        WorkOs.ClearRequests();

        var tokens = (await browser.GetAsync("/long")).Body.Split(' ');

        Assert.Equal(refreshes == 0, tokens[0] == before);
        Assert.Equal(tokens[0], tokens[1]);
        Assert.Equal(refreshes, Refreshes);
        Assert.NotEqual("none", (await browser.GetAsync("/token")).Body);
        Assert.Equal(1, Refreshes);
    }

    [Theory]
    [InlineData(269, 0)]
    [InlineData(270, 1)]
    public async Task The_token_is_due_from_half_a_minute_before_its_end(int seconds, int refreshes)
    {
        var app = await StartAsync(useStore: true, after: TimeSpan.FromSeconds(seconds));
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();

        await browser.GetAsync("/long");

        Assert.Equal(refreshes, Refreshes);
    }

    [Theory]
    [InlineData(280, false)]
    [InlineData(297, false)]
    [InlineData(298, true)]
    [InlineData(299, true)]
    public async Task A_slow_WorkOS_is_waited_for_where_the_token_ends_within_two_seconds(int seconds, bool isWaitedFor)
    {
        var network = new HeldNetwork();
        var app = await StartAsync(useStore: true, after: TimeSpan.FromSeconds(seconds), options: options => options.BackchannelHttpHandler = network);
        var browser = await app.SignInAsync("ada@acme.com");
        var before = (await browser.GetAsync("/token")).Body;
        var reached = network.Hold();
        var asking = browser.GetAsync("/once");
        await reached;

        for (var waited = 0; waited < 25; waited++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        if (isWaitedFor)
        {
            network.Release();
        }

        var token = (await asking).Body;
        Assert.False(network.WasGivenUpOn);
        network.Release();
        Assert.Equal(isWaitedFor, token != before);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_the_app_adds_when_it_validates_the_session_is_in_the_refreshed_one(bool useStore)
    {
        var adds = true;
        var app = await StartAsync(useStore, after: UntilDue, services: services => services.Configure<CookieAuthenticationOptions>(
            CookieAuthenticationDefaults.AuthenticationScheme,
            cookie => cookie.Events.OnValidatePrincipal = context =>
            {
                if (adds)
                {
                    var user = context.Principal!.Clone();
                    ((ClaimsIdentity)user.Identity!).AddClaim(new Claim("plan", "gold", ClaimValueTypes.String, "app"));
                    context.ReplacePrincipal(user);
                    context.ShouldRenew = true;
                }

                return Task.CompletedTask;
            }));
        adds = false;
        var browser = await app.SignInAsync("ada@acme.com");
        adds = true;

        await browser.GetAsync("/long");

        adds = false;
        Assert.Contains("plan=gold", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(299, false)]
    [InlineData(300, true)]
    public async Task While_WorkOS_is_down_the_token_is_given_until_it_ends(int seconds, bool isUnavailable)
    {
        var app = await StartAsync(useStore: true, after: TimeSpan.FromSeconds(seconds));
        var browser = await app.SignInAsync("ada@acme.com");
        var before = (await browser.GetAsync("/token")).Body;
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 503, times: int.MaxValue);

        var answer = await browser.GetAsync("/long");

        Assert.Equal(isUnavailable ? "Unavailable Unavailable" : $"{before} {before}", answer.Body);
    }

    private Task<AuthKitApp> StartAsync(
        bool useStore,
        TimeSpan after,
        bool startsResponse = false,
        TimeSpan betweenTokens = default,
        Action<WorkOsAuthKitOptions>? options = null,
        Action<IServiceCollection>? services = null) => StartAppAsync(new AuthKitAppSettings
    {
        UseStore = useStore,
        Options = options,
        Services = services,
        Map = app =>
        {
            app.MapGet("/once", async (HttpContext context, WorkOsSessions sessions) =>
            {
                Clock.Advance(after);
                return (await sessions.GetAccessTokenAsync(context)).Value;
            });
            app.MapGet("/long", async (HttpContext context, WorkOsSessions sessions) =>
            {
                if (startsResponse)
                {
                    await context.Response.StartAsync();
                }

                Clock.Advance(after);
                var first = await sessions.GetAccessTokenAsync(context);
                Clock.Advance(betweenTokens);
                var second = await sessions.GetAccessTokenAsync(context);
                await context.Response.WriteAsync($"{first.Value ?? first.Failure.ToString()} {second.Value ?? second.Failure.ToString()}");
            });
        },
    });
}
