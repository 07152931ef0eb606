using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Sessions;

/// <summary>A script asks for the user of an AuthKit session, and signs out.</summary>
[Trait("Room", "Sessions")]
public sealed class AuthKitUserEndpointTests : AuthKitTestBase
{
    [Fact]
    public async Task Its_request_refreshes_the_session_like_any_other()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.ClearRequests();
        Clock.Advance(UntilDue);

        var answer = await browser.FetchAsync(Scripts.User);

        Assert.Equal(1, Refreshes);
        Assert.Equal("Ada Lovelace", answer.TextOf("name"));
        Assert.Equal(Clock.GetUtcNow() + TimeSpan.FromDays(14), ExpiryIn(answer));
    }

    [Fact]
    public async Task A_session_that_cannot_be_refreshed_expires_with_its_access_token()
    {
        var app = await StartAsync(useStore: false);
        var browser = await app.SignInAsync("ada@acme.com");

        var expiry = ExpiryIn(await browser.FetchAsync(Scripts.User));

        Assert.Equal(Clock.GetUtcNow() + TimeSpan.FromMinutes(5), expiry);
    }

    [Theory]
    [InlineData(Scripts.User)]
    [InlineData(Scripts.Antiforgery)]
    public async Task A_session_that_cannot_be_read_is_not_taken_for_none(string url)
    {
        var cache = new SharedCache();
        var app = await StartAppAsync(new AuthKitAppSettings { Cache = cache, Map = static site => site.MapWorkOsUser() });
        var browser = await app.SignInAsync("ada@acme.com");

        cache.IsDown = true;
        var answer = await browser.FetchAsync(url);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (answer.Status, answer.Headers["Retry-After"]));
        Assert.DoesNotContain("requestToken", answer.Body, StringComparison.Ordinal);
        Assert.Empty(answer.SetCookies);
    }

    [Fact]
    public async Task A_script_that_signs_out_is_told_that_the_session_at_WorkOS_comes_next()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        var answer = await browser.FetchPostAsync("/auth/sign-out", await browser.FetchAntiforgeryAsync());

        Assert.Equal((HttpStatusCode.OK, null), (answer.Status, answer.Location));
        Assert.StartsWith($"{WorkOs.BaseAddress}user_management/sessions/logout?", answer.TextOf("redirectUrl"), StringComparison.Ordinal);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    private static DateTimeOffset? ExpiryIn(BrowserAnswer answer) => (DateTimeOffset?)JsonNode.Parse(answer.Body)!["expiresAt"];

    private Task<AuthKitApp> StartAsync(bool useStore = true) => StartAppAsync(new AuthKitAppSettings
    {
        UseStore = useStore,
        Options = options => options.SaveTokens = false,
        Map = static site => site.MapWorkOsUser(),
    });
}
