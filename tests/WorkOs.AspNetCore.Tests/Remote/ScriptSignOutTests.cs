using System.Net;
using Microsoft.AspNetCore.Builder;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>Sign-out by a script, which cannot follow a redirect to another origin.</summary>
[Trait("Room", "Remote")]
public sealed class ScriptSignOutTests
{
    private const string SignOut = "/auth/sign-out";

    [Theory]
    [InlineData("", "/")]
    [InlineData("?returnUrl=/goodbye", "/goodbye")]
    [InlineData("?returnUrl=//evil.example", "/")]
    [InlineData("?returnUrl=https://evil.example", "/")]
    public async Task The_session_ends_and_the_script_is_told_where_the_browser_goes_next(string query, string next)
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        var answer = await browser.FetchPostAsync(SignOut + query, await browser.FetchAntiforgeryAsync());

        Assert.Equal((HttpStatusCode.OK, null, next), (answer.Status, answer.Location, answer.TextOf("redirectUrl")));
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Fact]
    public async Task The_logout_of_the_identity_provider_is_told_too()
    {
        await using var app = await StartAsync(settings => settings.WorkOs.Profile = Profiles.Ada().With("connection_type", "GenericOIDC"));
        app.WorkOs.OnOther = static (_, _) => Task.FromResult(StubWorkOs.Json("""{"logout_url":"https://api.workos.com/sso/logout?token=t","logout_token":"t"}"""));
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        var answer = await browser.FetchPostAsync(SignOut, await browser.FetchAntiforgeryAsync());

        Assert.Equal("https://api.workos.com/sso/logout?token=t", answer.TextOf("redirectUrl"));
    }

    [Theory]
    [InlineData("no token")]
    [InlineData("an invented one")]
    [InlineData("the one of another browser")]
    [InlineData("the one from before the sign-in")]
    public async Task Without_the_token_of_this_browser_and_user_the_session_stays(string sent)
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var before = await browser.FetchAntiforgeryAsync();
        await browser.SignInAsync();
        var (header, _) = await browser.FetchAntiforgeryAsync();
        var other = app.NewBrowser();
        await other.SignInAsync();

        var answer = await (sent switch
        {
            "no token" => browser.FetchPostAsync(SignOut),
            "an invented one" => browser.FetchPostAsync(SignOut, (header, "invented")),
            "the one of another browser" => browser.FetchPostAsync(SignOut, await other.FetchAntiforgeryAsync()),
            _ => browser.FetchPostAsync(SignOut, before),
        });

        Assert.Equal((HttpStatusCode.BadRequest, "antiforgery_failed"), (answer.Status, answer.FailureCode));
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Fact]
    public async Task A_script_of_somebody_who_has_signed_out_already_is_told_to_go_home()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();
        var token = await browser.FetchAntiforgeryAsync();
        await browser.FetchPostAsync(SignOut, token);

        Assert.Equal("/", (await browser.FetchPostAsync(SignOut, token)).TextOf("redirectUrl"));
    }

    [Fact]
    public async Task A_script_that_does_not_ask_for_JSON_is_redirected()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        var answer = await browser.SendAsync(HttpMethod.Post, SignOut, content: null, [("Accept", "*/*"), await browser.FetchAntiforgeryAsync()]);

        Assert.Equal((HttpStatusCode.Found, "/"), (answer.Status, answer.Location));
    }

    private static Task<TestApp> StartAsync(Action<TestAppSettings>? configure = null) => TestApp.StartAsync(settings =>
    {
        settings.Pipeline = static app => app.MapWorkOsUser();
        configure?.Invoke(settings);
    });
}
