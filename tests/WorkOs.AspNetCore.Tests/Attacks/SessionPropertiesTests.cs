using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>A challenge with the properties of a session, as a step-up makes it: nothing of the session goes into the next one.</summary>
[Trait("Room", "Sessions")]
public sealed class SessionPropertiesTests : AuthKitTestBase
{
    private static readonly string[] OfASession = [".wos.", ".Token", ".AuthScheme", ".issued", ".expires", ".refresh", ".persistent"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_step_up_carries_nothing_of_the_session_into_the_state(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore, Map = MapStepUp });
        var browser = await app.SignInAsync("ada@acme.com");

        var authorize = await browser.GetAsync("/step-up");

        var state = StateFormatOf(app).Unprotect(authorize.Query("state"))!;
        Assert.DoesNotContain(state.Items.Keys, key => OfASession.Any(part => key.StartsWith(part, StringComparison.Ordinal)));
        Assert.Equal("kept", state.Items["app"]);
    }

    [Fact]
    public async Task A_step_up_ends_in_a_session_of_its_own()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = true, Map = MapStepUp });
        var browser = await app.SignInAsync("ada@acme.com");
        var before = (await browser.GetAsync("/items")).Body;
        Clock.Advance(TimeSpan.FromMinutes(2));

        var back = await app.ReturnAsync(browser, await browser.GetAsync("/step-up"), "ada@acme.com");

        Assert.Equal("/me", back.Location);
        Assert.Equal(Ada.UserId, await browser.WhoAsync());
        var after = (await browser.GetAsync("/items")).Body;
        Assert.Contains(".wos.key=", before, StringComparison.Ordinal);
        Assert.Contains(".wos.key=", after, StringComparison.Ordinal);
        Assert.Empty(before.Split('\n').Intersect(after.Split('\n')));
    }

    [Theory]
    [InlineData(".wos.exp", "1")]
    [InlineData(".wos.key", "planted")]
    [InlineData(".wos.made-up", "x")]
    [InlineData(".TokenNames", "access_token")]
    [InlineData(".Token.access_token", "planted")]
    public async Task A_ticket_of_single_sign_on_has_nothing_of_AuthKit(string key, string value)
    {
        string[] kept = [];
        await using var app = await TestApp.StartAsync(options => options.Events.OnTicketReceived = context =>
        {
            kept = [.. context.Properties!.Items.Keys];
            return Task.CompletedTask;
        });
        app.Challenge = () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Items = { [key] = value, ["app"] = "mine" } };
        var browser = app.NewBrowser();

        // As a version before this one would have protected it, and as this one does.
        var start = await browser.StartAsync("/challenge");
        var state = app.ReadState(start);
        Assert.DoesNotContain(key, state.Items.Keys);
        state.Items[key] = value;
        await browser.GetAsync($"{SignInSteps.CallbackPath}?code={SignInSteps.NextCode()}&state={Uri.EscapeDataString(app.OptionsOf().StateDataFormat.Protect(state))}");

        Assert.Equal([".AuthScheme", "app"], kept.Order(StringComparer.Ordinal));
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Fact]
    public async Task The_times_of_a_session_do_not_come_along()
    {
        await using var app = await TestApp.StartAsync();
        var now = app.Clock.GetUtcNow();
        app.Challenge = () => new AuthenticationProperties
        {
            RedirectUri = "/welcome", IssuedUtc = now.AddDays(-3), ExpiresUtc = now.AddDays(11), AllowRefresh = false, IsPersistent = true,
        };

        var state = app.ReadState(await app.NewBrowser().StartAsync("/challenge"));

        Assert.Equal((null, null, null, false), (state.IssuedUtc, state.ExpiresUtc, state.AllowRefresh, state.IsPersistent));
    }

    [Fact]
    public async Task The_times_that_a_challenge_asks_for_do()
    {
        AuthenticationProperties? session = null;
        await using var app = await TestApp.StartAsync(settings => settings.Services = (services, options) =>
        {
            services.AddWorkOs(options);
            services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, cookie => cookie.Events.OnSigningIn = context =>
            {
                session = context.Properties;
                return Task.CompletedTask;
            });
        });
        var expires = app.Clock.GetUtcNow().AddDays(11);
        app.Challenge = () => new WorkOsChallengeProperties { RedirectUri = "/welcome", ExpiresUtc = expires, IsPersistent = true };

        await app.NewBrowser().SignInAsync("/challenge");

        Assert.Equal((expires, true), (session!.ExpiresUtc, session.IsPersistent));
    }

    private static void MapStepUp(WebApplication app)
    {
        app.MapGet("/step-up", async (HttpContext context) =>
        {
            var session = (await context.AuthenticateAsync()).Properties!;
            session.RedirectUri = "/me";
            session.Items["app"] = "kept";
            await context.ChallengeAsync(WorkOsAuthKitDefaults.AuthenticationScheme, session);
        });
        app.MapGet("/items", async (HttpContext context) => await context.Response.WriteAsync(string.Join('\n', (await context.AuthenticateAsync()).Properties!.Items
            .Where(item => item.Key is ".wos.key" or ".wos.exp" or ".wos.ref")
            .Select(item => $"{item.Key}={item.Value}"))));
    }

    private static ISecureDataFormat<AuthenticationProperties> StateFormatOf(AuthKitApp app) => app.Services
        .GetRequiredService<IOptionsMonitor<WorkOsAuthKitOptions>>()
        .Get(WorkOsAuthKitDefaults.AuthenticationScheme).StateDataFormat;
}
