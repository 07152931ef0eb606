using System.Net;

namespace WorkOsApp._1.Tests;

public sealed class SignInTests : IAsyncLifetime
{
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await TestApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Everybody_sees_the_start_page()
    {
        using var browser = _app.OpenBrowser();

        Assert.Contains("Sign in", await browser.GetStringAsync("/"));
    }

    [Fact]
    public async Task The_account_page_starts_a_sign_in_at_AuthKit()
    {
        using var browser = _app.OpenBrowser();

        var answer = await browser.GetAsync("/account");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/user_management/authorize", answer.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task A_user_signs_in_and_sees_their_account()
    {
        using var browser = await _app.SignInAsync("ada@acme.com");

        var page = await browser.GetStringAsync("/account");

        Assert.Contains("Ada Lovelace", page);
        Assert.Contains("org_acme", page);
    }

    [Theory]
    [InlineData("ada@acme.com", HttpStatusCode.OK)]
    [InlineData("grace@acme.com", HttpStatusCode.Forbidden)]
    public async Task Only_an_administrator_sees_the_administration(string email, HttpStatusCode expected)
    {
        using var browser = await _app.SignInAsync(email);

        var answer = await browser.GetAsync("/admin");

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_user_who_signs_out_is_asked_again()
    {
        using var browser = await _app.SignInAsync("ada@acme.com");

        await TestApp.PostAsync(browser, "/account", "/auth/sign-out");

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account")).StatusCode);
    }
}
