using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>No cache gives the answer to one person's request to another person.</summary>
[Trait("Room", "Cookies")]
public sealed class CachedAnswerTests : AuthKitTestBase
{
    public static TheoryData<string?, string?, string?> Headers => new()
    {
        { null, null, "Cookie" },
        { "public, max-age=600", null, "Cookie" },
        { "private", null, "Cookie" },
        { "no-cache", null, "Cookie" },
        { "public", "Accept-Encoding", "Accept-Encoding, Cookie" },
        { "public", "Accept-Encoding, cookie", "Accept-Encoding, cookie" },
        { "public", "X-Cookie", "X-Cookie, Cookie" },
        { "public", "*", "*" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task An_answer_that_may_be_stored_varies_with_the_session_that_was_read(string? cacheControl, string? vary, string? expected)
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        var answer = await browser.GetAsync(Page(cacheControl, vary));

        Assert.Equal(Ada.UserId, answer.Body);
        Assert.Equal(expected, answer.Headers.GetValueOrDefault("Vary"));
    }

    [Theory]
    [InlineData("no-store")]
    [InlineData("No-Store, must-revalidate")]
    [InlineData("private, no-store")]
    public async Task An_answer_that_nothing_may_store_is_left_as_it_is(string cacheControl)
    {
        var app = await StartAsync(early: true);
        var browser = await app.SignInAsync("ada@acme.com");

        var answer = await browser.GetAsync(Page(cacheControl, vary: null));

        Assert.Equal(Ada.UserId, answer.Body);
        Assert.False(answer.Headers.ContainsKey("Vary"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_that_refreshes_its_session_has_an_answer_that_varies_or_cannot_be_stored(bool useStore)
    {
        var app = await StartAsync(useStore: useStore);
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();
        Clock.Advance(UntilDue);

        var answer = await browser.GetAsync(Page("public", vary: null));

        Assert.Equal(1, Refreshes);
        Assert.Equal("Cookie", answer.Headers.GetValueOrDefault("Vary"));
        Assert.Equal(useStore ? "public" : "no-cache,no-store", answer.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task So_has_one_whose_session_has_ended()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        await app.Services.GetRequiredService<WorkOsSessions>().EndSessionAsync(Assert.Single(WorkOs.AuthKit.ActiveSessions));

        var answer = await browser.GetAsync(Page("public", vary: null));

        Assert.Equal("nobody", answer.Body);
        Assert.Equal("Cookie", answer.Headers.GetValueOrDefault("Vary"));
    }

    [Fact]
    public async Task A_response_that_was_cleared_on_the_way_varies_all_the_same()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        Assert.Equal("Cookie", (await browser.GetAsync("/cleared")).Headers.GetValueOrDefault("Vary"));
    }

    [Fact]
    public async Task A_cache_in_the_process_sees_it_before_the_response_starts()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        Assert.Equal("Cookie", (await browser.GetAsync("/vary-so-far")).Body);
    }

    [Fact]
    public async Task Single_sign_on_with_stored_sessions_does_so_too()
    {
        await using var app = await TestApp.StartAsync(settings => settings.Services = static (services, options) =>
            services.AddWorkOs(options).AddWorkOsDistributedSessions());
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        Assert.Equal("Cookie", (await browser.GetAsync("/me")).Headers.GetValueOrDefault("Vary"));
    }

    [Fact]
    public async Task An_answer_to_nobody_is_left_as_it_is()
    {
        var app = await StartAsync();

        Assert.False((await app.NewBrowser().GetAsync(Page("public", vary: null))).Headers.ContainsKey("Vary"));
    }

    // An app may set the header before the session is looked at, or afterwards: the requests of these tests do either.
    private Task<AuthKitApp> StartAsync(bool early = false, bool useStore = true) => StartAppAsync(new AuthKitAppSettings
    {
        UseStore = useStore,
        Map = site =>
        {
            if (early)
            {
                site.Use((context, next) =>
                {
                    SetHeaders(context);
                    return next(context);
                });
                site.UseAuthentication();
            }

            site.MapGet("/page", (HttpContext context) =>
            {
                SetHeaders(context);
                return context.User.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)?.Value ?? "nobody";
            });
            site.MapGet("/cleared", (HttpContext context) => context.Response.Clear());
            site.MapGet("/vary-so-far", (HttpContext context) => context.Response.Headers.Vary.ToString());
        },
    });

    private static void SetHeaders(HttpContext context)
    {
        if (context.Request.Query["cache"] is [{ Length: > 0 } cacheControl])
        {
            context.Response.Headers.CacheControl = cacheControl;
        }

        if (context.Request.Query["vary"] is [{ Length: > 0 } vary])
        {
            context.Response.Headers.Vary = vary;
        }
    }

    private static string Page(string? cacheControl, string? vary) =>
        $"/page?cache={Uri.EscapeDataString(cacheControl ?? "")}&vary={Uri.EscapeDataString(vary ?? "")}";
}
