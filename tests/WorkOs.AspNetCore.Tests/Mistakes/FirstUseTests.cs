using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Mistakes;

/// <summary>Mistakes that only a request can show: one warning at the first, and none at the next.</summary>
[Trait("Room", "Mistakes")]
public sealed class FirstUseTests
{
    private static readonly Uri Http = new("http://app.example.com");

    private static readonly Dictionary<string, MistakeCase> Cases = new(StringComparer.Ordinal)
    {
        ["a Secure session cookie over http"] = WithCookie(
            "session_cookie_secure",
            static cookie => cookie.SecurePolicy = CookieSecurePolicy.Always,
            "the cookie of 'Cookies' is Secure, but the sign-in ended over http",
            "open the app over https, or set Cookie.SecurePolicy to SameAsRequest") with { Origin = Http },
        ["SameSite=None over http"] = WithCookie(
            "session_cookie_not_secure",
            static cookie => cookie.SameSite = SameSiteMode.None,
            "is not Secure, which browsers require of its name or of SameSite=None",
            "open the app over https") with { Origin = Http },
        ["the prefix __Secure- over http"] = WithCookie(
            "session_cookie_not_secure",
            static cookie => cookie.Name = "__Secure-Session",
            "is not Secure, which browsers require of its name",
            "open the app over https") with { Origin = Http },
        ["the prefix __Host- with a domain"] = WithCookie(
            "session_cookie_host_prefix",
            static cookie => (cookie.Name, cookie.Domain) = ("__Host-Session", "app.example.com"),
            "has the prefix '__Host-' together with a domain or a path",
            "or use another name"),
        ["the domain of production on another host"] = WithCookie(
            "session_cookie_domain",
            static cookie => cookie.Domain = ".acme.com",
            "is for the domain 'acme.com', but the app was opened at another host",
            "remove Cookie.Domain, or open the app at a host of that domain"),
        ["a domain that ends like the host"] = WithCookie(
            "session_cookie_domain",
            static cookie => cookie.Domain = "xample.com",
            "is for the domain 'xample.com', but the app was opened at another host",
            "remove Cookie.Domain, or open the app at a host of that domain"),
        ["a cookie for another path"] = WithCookie(
            "session_cookie_path",
            static cookie => cookie.Path = "/portal",
            "is for the path '/portal', but users return from a sign-in to a page outside of it",
            "remove Cookie.Path"),
        ["an event that makes the cookie Strict"] = new("is SameSite=Strict, so that browsers do not send it with the redirect that follows a sign-in", "leave Cookie.SameSite at Lax")
        {
            Kind = "session_cookie_strict",
            Services = static (services, options) =>
            {
                services.AddWorkOs(options);
                services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, static cookie =>
                    cookie.Events.OnSigningIn = static context =>
                    {
                        context.CookieOptions.SameSite = SameSiteMode.Strict;
                        return Task.CompletedTask;
                    });
            },
            Use = static browser => browser.SignInAsync(),
        },
        ["a cookie that is too large"] = new("is larger than 8000 bytes", "call AddWorkOsDistributedSessions(), or remove claims")
        {
            Kind = "session_cookie_large",
            Options = static options => options.Events.OnCreatingTicket = static context =>
            {
                context.Identity!.AddClaim(new Claim("groups", new string('g', 9_000)));
                return Task.CompletedTask;
            },
            Use = static browser => browser.SignInAsync(),
        },
        ["authorization before authentication"] = new("a user was asked to sign in before UseAuthentication() has run", "call UseAuthentication() before UseAuthorization()")
        {
            Kind = "authentication_not_run",
            Pipeline = static app =>
            {
                app.UseRouting();
                app.UseAuthorization();
                app.UseAuthentication();
                app.MapWorkOs();
            },
            Use = static browser => browser.GetAsync("/secret"),
        },
        ["a callback path with the path base"] = new("CallbackPath '/portal/signin-workos' begins with the path base '/portal'", "set CallbackPath without the path base")
        {
            Kind = "callback_path_base",
            Options = static options => options.CallbackPath = "/portal/signin-workos",
            Pipeline = static app =>
            {
                app.UsePathBase("/portal");
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapWorkOs();
            },
            Use = static browser => browser.GetAsync("/portal/secret"),
        },
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_first_request_is_warned_of_with_cause_and_fix_and_the_next_is_not(string name)
    {
        var mistake = Cases[name];
        await using var app = await MistakenApp.StartAsync(mistake);
        Assert.Empty(app.Warnings);

        for (var i = 0; i < 2; i++)
        {
            using var browser = app.NewBrowser(mistake.Origin);
            await mistake.Use(browser);
        }

        var warning = Assert.Single(app.Warnings);
        Assert.Equal(mistake.Kind, warning["Kind"]);
        Assert.All(mistake.Says, text => Assert.Contains(text, warning.Text, StringComparison.Ordinal));
        MistakePage.AssertHas(mistake.Kind!);
    }

    [Theory]
    [InlineData("https://app.example.com")]
    [InlineData("http://localhost:5000")]
    public async Task An_app_without_mistakes_is_not_warned_of(string origin)
    {
        await using var app = await MistakenApp.StartAsync(new MistakeCase());
        using var browser = app.NewBrowser(new Uri(origin));

        await browser.SignInAsync();

        Assert.Empty(app.Warnings);
    }

    [Fact]
    public async Task A_cookie_with_the_prefix_Host_is_no_mistake()
    {
        await using var app = await MistakenApp.StartAsync(WithCookie("", static cookie => cookie.Name = "__Host-Session"));
        using var browser = app.NewBrowser(TestApp.Origin);

        await browser.SignInAsync();

        Assert.Empty(app.Warnings);
    }

    [Fact]
    public async Task Behind_a_proxy_that_speaks_https_a_Secure_cookie_is_no_mistake()
    {
        await using var app = await MistakenApp.StartAsync(WithCookie(
            "", static cookie => cookie.SecurePolicy = CookieSecurePolicy.Always) with { Options = static options => options.PublicOrigin = TestApp.Origin });
        using var browser = app.NewBrowser(Http);

        // The browser of this test is on http itself, and would not keep a Secure cookie.
        var state = (await browser.StartAsync()).Query("state");
        await browser.GetAsync($"{SignInSteps.CallbackPath}?code={SignInSteps.NextCode()}&state={Uri.EscapeDataString(state!)}");

        Assert.Empty(app.Warnings);
    }

    private static MistakeCase WithCookie(string kind, Action<CookieBuilder> configure, params IReadOnlyList<string> says) => new(says)
    {
        Kind = kind,
        Services = (services, options) =>
        {
            services.AddWorkOs(options);
            services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, cookie => configure(cookie.Cookie));
        },
        Use = static browser => browser.SignInAsync(),
    };
}
