using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Docs;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Sso;

/// <summary>How long a session of single sign-on lives, as docs/sign-in.md says.</summary>
[Trait("Room", "Sso")]
public sealed class SessionLifetimeTests
{
    [Fact]
    public async Task A_session_lives_14_days_after_the_last_request_that_renewed_it()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        app.Clock.Advance(TimeSpan.FromDays(8));
        Assert.NotEqual("nobody", await browser.WhoAsync());
        app.Clock.Advance(TimeSpan.FromDays(13));
        Assert.NotEqual("nobody", await browser.WhoAsync());
        app.Clock.Advance(TimeSpan.FromDays(15));
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Fact]
    public async Task A_browser_forgets_the_cookie_when_it_is_closed_unless_the_challenge_says_otherwise()
    {
        await using var app = await TestApp.StartAsync();
        await app.NewBrowser().SignInAsync();
        var answer = await app.NewBrowser().SignInAsync();
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", IsPersistent = true };
        var persistent = await app.NewBrowser().SignInAsync("/challenge");

        Assert.DoesNotContain("expires=", SessionCookie(answer), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("expires=", SessionCookie(persistent), StringComparison.OrdinalIgnoreCase);

        static string SessionCookie(BrowserAnswer answer) => answer.SetCookies.Single(line => line.StartsWith(".AspNetCore.Cookies=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_snippet_sets_lifetime_and_name()
    {
        await using var app = await TestApp.StartAsync(settings => settings.Services = static (services, options) =>
        {
            // The snippet adds the scheme itself; what it needs of the test comes afterwards.
            var builder = WebApplication.CreateEmptyBuilder(new());
            SignInSnippets.SetTheLifetimeOfSessions(builder);
            foreach (var service in builder.Services.Where(service => service.ServiceType.IsGenericType
                && service.ServiceType.GenericTypeArguments is [var type] && type == typeof(CookieAuthenticationOptions)
                && service.ImplementationInstance is not null))
            {
                services.Add(service);
            }

            services.AddWorkOs(options);
        });
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        Assert.Contains(browser.Cookies, cookie => cookie.Name == "__Host-Session");
        app.Clock.Advance(TimeSpan.FromHours(7.9));
        Assert.NotEqual("nobody", await browser.WhoAsync());
        app.Clock.Advance(TimeSpan.FromHours(0.2));
        Assert.Equal("nobody", await browser.WhoAsync());
    }
}
