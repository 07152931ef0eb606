using Microsoft.AspNetCore.Builder;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>What an app may say about the correlation cookie, and how long it lives.</summary>
[Trait("Room", "Remote")]
public sealed class CorrelationCookieTests
{
    [Theory]
    [InlineData(null, 15, 24 * 60)]
    [InlineData(null, 48 * 60, 48 * 60)]
    [InlineData(120, 15, 120)]
    [InlineData(30 * 60, 15, 30 * 60)]
    public async Task It_lives_for_a_day_or_as_long_as_a_sign_in_may_take_unless_the_app_says_otherwise(int? expiration, int timeout, int minutes)
    {
        await using var app = await TestApp.StartAsync(options =>
        {
            options.CorrelationCookie.Expiration = expiration is { } set ? TimeSpan.FromMinutes(set) : null;
            options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(timeout);
        });
        var browser = app.NewBrowser();

        await browser.StartAsync();

        Assert.Equal(app.Clock.GetUtcNow().AddMinutes(minutes), Assert.Single(browser.CorrelationCookies).Expires);
    }

    [Fact]
    public async Task An_app_may_keep_it_to_a_path_and_share_it_with_a_domain()
    {
        await using var app = await TestApp.StartAsync(options =>
        {
            options.CorrelationCookie.Path = SignInSteps.CallbackPath;
            options.CorrelationCookie.Domain = "example.com";
        });
        var browser = app.NewBrowser();

        var start = await browser.StartAsync();

        var line = Assert.Single(start.SetCookies);
        Assert.Contains("; path=/signin-workos;", line, StringComparison.Ordinal);
        Assert.Contains("; domain=example.com;", line, StringComparison.Ordinal);
        Assert.Equal("/secret", (await browser.ReturnAsync(start)).Location);
        Assert.Empty(browser.CorrelationCookies);
    }

    [Fact]
    public async Task A_site_that_asks_for_consent_to_cookies_first_signs_in_without_it()
    {
        await using var app = await TestApp.StartAsync(settings => settings.Pipeline = static app =>
        {
            app.UseCookiePolicy(new CookiePolicyOptions { CheckConsentNeeded = static _ => true });
            app.UseAuthentication();
            app.UseAuthorization();
        });
        var browser = app.NewBrowser();

        Assert.Equal("/secret", (await browser.SignInAsync()).Location);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }
}
