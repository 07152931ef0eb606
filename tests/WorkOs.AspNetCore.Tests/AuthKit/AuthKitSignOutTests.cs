using System.Net;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

[Trait("Room", "AuthKit")]
public sealed class AuthKitSignOutTests : AuthKitTestBase
{
    [Fact]
    public async Task Sign_out_ends_the_local_session_first_and_then_the_one_at_WorkOS_and_comes_back()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        var session = Assert.Single(WorkOs.AuthKit.ActiveSessions);

        var answer = await SignOutAsync(browser);

        Assert.Equal(session, answer.Query("session_id"));
        Assert.Equal("http://localhost/", answer.Query("return_to"));
        Assert.StartsWith($"{WorkOs.BaseAddress}user_management/sessions/logout?", answer.Location, StringComparison.Ordinal);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task Sign_out_works_while_WorkOS_is_down()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext("/", new WorkOsSandboxFault { Abort = true }, times: 100);

        await SignOutAsync(browser);

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_stolen_copy_of_the_cookie_is_worth_nothing_after_sign_out()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        var copy = Move(browser, app);

        await SignOutAsync(browser);

        Assert.Equal("nobody", (await copy.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_sign_out_while_the_store_cannot_be_read_says_so_and_works_when_it_is_sent_again()
    {
        var cache = new SharedCache();
        var app = await StartAppAsync(new AuthKitAppSettings { Cache = cache });
        var browser = await app.SignInAsync("ada@acme.com");
        var copy = Move(browser, app);
        var token = ("__RequestVerificationToken", (await browser.GetAsync("/form")).Body);

        cache.IsDown = true;
        var refused = await browser.PostAsync("/auth/sign-out", token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Equal("5", refused.Headers["Retry-After"]);
        Assert.Empty(refused.SetCookies);

        cache.IsDown = false;
        Assert.True((await browser.PostAsync("/auth/sign-out", token)).IsRedirect);
        Assert.Equal("nobody", (await copy.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_sign_out_form_of_Blazor_loads_the_page_of_WorkOS()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", (await browser.GetAsync("/form")).Body)]);

        var answer = await browser.SendAsync(HttpMethod.Post, "/auth/sign-out", form, [("Accept", "text/html; blazor-enhanced-nav=on")]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("allow", answer.Headers["blazor-enhanced-nav"]);
        Assert.StartsWith($"{WorkOs.BaseAddress}user_management/sessions/logout?", answer.Headers["blazor-enhanced-nav-redirect-location"], StringComparison.Ordinal);
        Assert.Null(answer.Location);
    }

    private static async Task<BrowserAnswer> SignOutAsync(Browser browser)
    {
        var token = (await browser.GetAsync("/form")).Body;
        var answer = await browser.PostAsync("/auth/sign-out", ("__RequestVerificationToken", token));
        Assert.True(answer.IsRedirect, $"{answer.Status}: {answer.Body}");
        return answer;
    }
}
