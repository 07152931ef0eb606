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
    public async Task The_account_page_asks_for_the_email_address_first()
    {
        using var browser = _app.OpenBrowser();

        var answer = await browser.GetAsync("/account");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/sign-in?ReturnUrl=%2Faccount", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_user_signs_in_and_sees_their_account()
    {
        using var browser = await _app.SignInAsync("ada@acme.com");

        var page = await browser.GetStringAsync("/account");

        Assert.Contains("Ada Lovelace", page);
        Assert.Contains("org_acme", page);
    }

    [Fact]
    public async Task An_email_address_of_no_organization_is_refused()
    {
        using var browser = _app.OpenBrowser();

        var location = await TestApp.EnterEmailAsync(browser, "somebody@elsewhere.example");

        Assert.Contains("No company signs in here", await browser.GetStringAsync(location));
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
