using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>Who is sent to WorkOS, and who only hears that they are not signed in.</summary>
[Trait("Room", "Remote")]
public sealed class NavigationTests
{
    private const string EnhancedNavigation = "text/html; blazor-enhanced-nav=on";

    [Theory]
    [InlineData("X-Requested-With", "XMLHttpRequest")]
    [InlineData("X-Requested-With", "xmlhttprequest")]
    [InlineData("Sec-Fetch-Mode", "cors")]
    [InlineData("Sec-Fetch-Mode", "no-cors")]
    [InlineData("Sec-Fetch-Mode", "same-origin")]
    [InlineData("Sec-Fetch-Mode", "websocket")]
    [InlineData("Sec-Fetch-Mode", "invented")]
    [InlineData("Sec-Purpose", "prefetch")]
    [InlineData("Sec-Purpose", "prefetch;prerender")]
    [InlineData("Sec-Purpose", "prefetch;anonymous-client-ip")]
    [InlineData("Purpose", "prefetch")]
    [InlineData("Purpose", "Preview")]
    [InlineData("X-Moz", "prefetch")]
    [InlineData("X-Purpose", "preview")]
    [InlineData("Accept", "application/json")]
    [InlineData("Accept", "application/json, text/plain, */*")]
    [InlineData("Accept", "application/problem+json")]
    [InlineData("Accept", "application/vnd.api+json")]
    [InlineData("Accept", "text/event-stream")]
    [InlineData("Upgrade", "websocket")]
    [InlineData("Upgrade", "WebSocket")]
    public async Task A_program_gets_401_and_no_cookie(string name, string value)
    {
        await using var app = await TestApp.StartAsync();

        var answer = await app.NewBrowser().GetAsync("/secret", (name, value));

        Assert.Equal(401, (int)answer.Status);
        Assert.Empty(answer.SetCookies);
        Assert.Null(answer.Location);
        Assert.Empty(app.Logs.Failures);
    }

    [Theory]
    [InlineData("Accept", "text/html")]
    [InlineData("Accept", "*/*")]
    [InlineData("Accept", "text/html, application/json")]
    [InlineData("Sec-Fetch-Mode", "navigate")]
    [InlineData("Sec-Purpose", "")]
    [InlineData("Purpose", "navigation")]
    [InlineData("X-Purpose", "instant")]
    [InlineData("Upgrade-Insecure-Requests", "1")]
    [InlineData("Upgrade", "h2c")]
    [InlineData("X-Requested-With", "com.example.browser")]
    public async Task A_person_is_sent_to_WorkOS(string name, string value)
    {
        await using var app = await TestApp.StartAsync();

        Assert.True((await app.NewBrowser().GetAsync("/secret", (name, value))).GoesToWorkOs);
    }

    [Theory]
    [InlineData("application/json", "text/plain")]
    [InlineData("text/plain", "text/event-stream")]
    public async Task A_program_may_say_what_it_accepts_in_two_lines(string first, string second)
    {
        await using var app = await TestApp.StartAsync();

        Assert.Equal(401, (int)(await app.NewBrowser().GetAsync("/secret", ("Accept", first), ("Accept", second))).Status);
    }

    [Theory]
    [InlineData("text/html; blazor-enhanced-nav=on")]
    [InlineData("Text/HTML;Blazor-Enhanced-Nav=on")]
    public async Task An_enhanced_navigation_of_Blazor_is_a_person(string accept)
    {
        await using var app = await TestApp.StartAsync();

        AssertLoadsWorkOs(await app.NewBrowser().GetAsync("/secret", ("Sec-Fetch-Mode", "no-cors"), ("Accept", accept)));
    }

    [Theory]
    [InlineData("same-origin")]
    [InlineData(null)]
    public async Task An_enhanced_form_of_Blazor_is_a_person(string? site)
    {
        await using var app = await TestApp.StartAsync();

        AssertLoadsWorkOs(await PostEnhancedAsync(app, site));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("none")]
    public async Task An_enhanced_form_of_another_site_is_not(string site)
    {
        await using var app = await TestApp.StartAsync();

        var answer = await PostEnhancedAsync(app, site);

        Assert.Equal(401, (int)answer.Status);
        Assert.Empty(answer.SetCookies);
    }

    [Fact]
    public async Task Blazor_follows_a_redirect_within_the_app_by_itself()
    {
        await using var app = await TestApp.StartAsync(options => (options.Organization, options.SignInPath) = (null, "/sign-in"));

        var answer = await app.NewBrowser().GetAsync("/secret", ("Sec-Fetch-Mode", "no-cors"), ("Accept", EnhancedNavigation));

        Assert.Equal("/sign-in?ReturnUrl=%2Fsecret", answer.Location);
    }

    [Theory]
    [InlineData("GET", "X-Requested-With", "XMLHttpRequest")]
    [InlineData("GET", "Sec-Purpose", "prefetch")]
    public async Task Blazor_does_not_make_a_program_a_person(string method, string name, string value)
    {
        await using var app = await TestApp.StartAsync();

        var answer = await app.NewBrowser().SendAsync(
            new HttpMethod(method), "/challenge", headers: [(name, value), ("Accept", "text/html; blazor-enhanced-nav=on")]);

        Assert.Equal(401, (int)answer.Status);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    public async Task A_method_that_no_navigation_has_gets_401(string method)
    {
        await using var app = await TestApp.StartAsync();

        var answer = await app.NewBrowser().SendAsync(new HttpMethod(method), "/challenge");

        Assert.Equal(401, (int)answer.Status);
        Assert.Empty(answer.SetCookies);
    }

    [Fact]
    public async Task A_form_that_was_posted_is_a_navigation()
    {
        await using var app = await TestApp.StartAsync();
        app.Challenge = static () => new AuthenticationProperties();
        var browser = app.NewBrowser();
        var start = await browser.PostAsync("/challenge", ("a", "b"));

        Assert.True(start.GoesToWorkOs);
        Assert.Equal("/", (await browser.ReturnAsync(start)).Location);
    }

    [Fact]
    public async Task An_endpoint_that_says_it_is_an_API_gets_401()
    {
        await using var app = await TestApp.StartAsync(settings => settings.Pipeline = static app =>
            app.MapGet("/api", () => "data").RequireAuthorization().WithMetadata(new ApiMarker()));

        var answer = await app.NewBrowser().GetAsync("/api");

        Assert.Equal(401, (int)answer.Status);
        Assert.Empty(answer.SetCookies);
    }

    [Fact]
    public async Task A_scheme_that_is_switched_off_says_so()
    {
        await using var app = await TestApp.StartAsync(options => options.Enabled = false);

        var answer = await app.NewBrowser().GetAsync("/secret");

        Assert.Equal(401, (int)answer.Status);
        Assert.Single(app.Logs.Named("ChallengeDisabled"));
        Assert.Empty(app.Logs.Named("ChallengeNotNavigation"));
    }

    private sealed class ApiMarker : IDisableCookieRedirectMetadata;

    private static Task<BrowserAnswer> PostEnhancedAsync(TestApp app, string? site) => app.NewBrowser().SendAsync(
        HttpMethod.Post,
        "/challenge",
        headers: [("Sec-Fetch-Mode", "no-cors"), ("Accept", EnhancedNavigation), .. site is null ? [] : new[] { ("Sec-Fetch-Site", site) }]);

    // A redirect to another origin would be opaque to the script, and end a form.
    private static void AssertLoadsWorkOs(BrowserAnswer answer)
    {
        Assert.Equal(200, (int)answer.Status);
        Assert.Equal("allow", answer.Headers["blazor-enhanced-nav"]);
        Assert.StartsWith("https://api.workos.com/sso/authorize?", answer.Headers["blazor-enhanced-nav-redirect-location"], StringComparison.Ordinal);
        Assert.Null(answer.Location);
        Assert.NotEmpty(answer.SetCookies);
    }
}
