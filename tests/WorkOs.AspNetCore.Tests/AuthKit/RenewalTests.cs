using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Cache;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>A stored session that a request renews, or signs in again, while the cache cannot be written to.</summary>
[Trait("Room", "Sessions")]
public sealed class RenewalTests : AuthKitTestBase
{
    private readonly FakeSessionCache _cache = new();

    [Fact]
    public async Task A_renewal_that_fails_does_not_fail_the_response_and_the_next_request_renews()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        _cache.WriteFailure = new IOException("The cache cannot be written to.");

        var answer = await browser.GetAsync("/me");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(Ada.UserId, answer.Body);
        var line = Assert.Single(app.Logs.Entries, entry => entry.Event.Name == "SessionNotRenewed");
        Assert.Equal(LogLevel.Error, line.Level);

        _cache.WriteFailure = null;
        var isRenewed = false;
        _cache.Written = key => isRenewed |= key.StartsWith("workos:session:", StringComparison.Ordinal);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        Assert.True(isRenewed);
    }

    [Fact]
    public async Task Nor_does_one_of_a_session_of_single_sign_on_that_slides()
    {
        await using var app = await TestApp.StartAsync(settings => settings.Services = (services, options) =>
            services.AddSingleton<IWorkOsSessionCache>(_cache).AddWorkOs(options).AddWorkOsDistributedSessions());
        var browser = app.NewBrowser();
        await browser.SignInAsync();
        app.Clock.Advance(TimeSpan.FromDays(8));
        _cache.WriteFailure = new IOException("The cache cannot be written to.");

        var answer = await browser.GetAsync("/me");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotEqual("nobody", answer.Body);
        Assert.Single(app.Logs.Entries, entry => entry.Event.Name == "SessionNotRenewed");
    }

    [Fact]
    public async Task A_slow_request_that_renews_a_session_does_not_undo_a_sign_in_of_the_app()
    {
        var (reached, released) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        await using var app = await TestApp.StartAsync(settings =>
        {
            settings.Services = (services, options) => services.AddSingleton<IWorkOsSessionCache>(_cache).AddWorkOs(options).AddWorkOsDistributedSessions();
            settings.Pipeline = site =>
            {
                site.MapGet("/add-claim", (Delegate)AddClaimAsync);
                site.MapGet("/plan", (ClaimsPrincipal user) => user.FindFirstValue("plan") ?? "none");
                site.MapGet("/slow", async () =>
                {
                    reached.SetResult();
                    await released.Task;
                    return "slow";
                });
            };
        });
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        // Past half of the cookie's lifetime, a request renews the session when its response starts.
        app.Clock.Advance(TimeSpan.FromDays(8));
        var slow = browser.GetAsync("/slow");
        await reached.Task;
        Assert.Equal("stored", (await browser.GetAsync("/add-claim")).Body);
        released.SetResult();
        await slow;

        Assert.Equal("gold", (await browser.GetAsync("/plan")).Body);
    }

    [Fact]
    public async Task A_sign_in_by_the_app_that_cannot_be_stored_fails()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        _cache.WriteFailure = new IOException("The cache cannot be written to.");

        Assert.Equal("not stored", (await browser.GetAsync("/add-claim")).Body);

        _cache.WriteFailure = null;
        Assert.Equal("stored", (await browser.GetAsync("/add-claim")).Body);
        Assert.Contains("plan=gold", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
    }

    private Task<AuthKitApp> StartAsync() => StartAppAsync(new AuthKitAppSettings
    {
        UseStore = true,
        Services = services =>
        {
            services.AddSingleton<IWorkOsSessionCache>(_cache);
            services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, cookie => cookie.Events.OnValidatePrincipal = context =>
            {
                context.ShouldRenew = true;
                return Task.CompletedTask;
            });
        },
        Map = app => app.MapGet("/add-claim", (Delegate)AddClaimAsync),
    });

    private static async Task<string> AddClaimAsync(HttpContext context)
    {
        var session = await context.AuthenticateAsync();
        var user = session.Principal!.Clone();
        ((ClaimsIdentity)user.Identity!).AddClaim(new Claim("plan", "gold"));
        try
        {
            await context.SignInAsync(user, session.Properties);
            return "stored";
        }
        catch (IOException)
        {
            return "not stored";
        }
    }
}
