using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Nobody but a page of the app learns who is signed in, or gets the antiforgery token.</summary>
[Trait("Room", "Sessions")]
public sealed class ForeignScriptTests
{
    private static readonly string[] Urls = [Scripts.User, Scripts.Antiforgery];

    private static readonly Dictionary<string, (string Name, string Value)[]> Strangers = new(StringComparer.Ordinal)
    {
        ["a script of another site"] = [("Sec-Fetch-Site", "cross-site")],
        ["a script of a neighbouring host"] = [("Sec-Fetch-Site", "same-site")],
        ["a script of another site with every header of an own one"] =
            [("Sec-Fetch-Site", "cross-site"), ("Accept", "application/json"), ("X-Requested-With", "XMLHttpRequest")],
        ["a script of another site that says it is this one"] = [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://app.example.com")],
        ["an address that was typed"] = [("Sec-Fetch-Site", "none"), ("Sec-Fetch-Mode", "navigate")],
        ["an empty Sec-Fetch-Site"] = [("Sec-Fetch-Site", "")],
        ["a Sec-Fetch-Site in another case"] = [("Sec-Fetch-Site", "Same-Origin")],
        ["two values of Sec-Fetch-Site"] = [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "cross-site")],
        ["two values of Sec-Fetch-Site in one header"] = [("Sec-Fetch-Site", "same-origin, cross-site")],
        ["an old browser"] = [],
        ["an old browser with a header that any page can set"] = [("Accept", "application/json")],
        ["an old browser with another X-Requested-With"] = [("X-Requested-With", "fetch")],
        ["an old browser on another origin that a CORS policy lets through"] =
            [("X-Requested-With", "XMLHttpRequest"), ("Origin", "https://evil.example")],
        ["an old browser on no origin"] = [("X-Requested-With", "XMLHttpRequest"), ("Origin", "null")],
    };

    public static TheoryData<string, string> Requests
    {
        get
        {
            var requests = new TheoryData<string, string>();
            foreach (var stranger in Strangers.Keys)
            {
                foreach (var url in Urls)
                {
                    requests.Add(stranger, url);
                }
            }

            return requests;
        }
    }

    public static TheoryData<string, string> OtherMethods => new()
    {
        { "HEAD", Scripts.User }, { "POST", Scripts.User }, { "OPTIONS", Scripts.User }, { "HEAD", Scripts.Antiforgery }, { "OPTIONS", Scripts.Antiforgery },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_stranger_is_refused_and_learns_nothing(string stranger, string url)
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        var answer = await browser.GetAsync(url, Strangers[stranger]);

        Assert.Equal((HttpStatusCode.Forbidden, null), (answer.Status, answer.Location));
        Assert.DoesNotContain("Ada", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("oken", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(("no-store", "Cookie"), (answer.Headers["Cache-Control"], answer.Headers["Vary"]));
        Assert.Empty(answer.SetCookies);
        Assert.Empty(app.Logs.Failures);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_stranger_gets_the_same_answer_whether_or_not_somebody_is_signed_in(string stranger, string url)
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var without = await browser.GetAsync(url, Strangers[stranger]);
        await browser.SignInAsync();

        var with = await browser.GetAsync(url, Strangers[stranger]);

        Assert.Equal((without.Status, without.Body), (with.Status, with.Body));
    }

    [Theory]
    [InlineData(Scripts.User)]
    [InlineData(Scripts.Antiforgery)]
    public async Task An_old_browser_is_answered_with_a_header_that_no_other_site_can_send(string url)
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(url, ("X-Requested-With", "XMLHttpRequest"))).Status);
    }

    [Theory]
    [MemberData(nameof(OtherMethods))]
    public async Task No_other_method_is_answered(string method, string url)
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        var answer = await browser.SendAsync(
            new HttpMethod(method), url, content: null, [("Sec-Fetch-Site", "same-origin"), ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "GET")]);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, ""), (answer.Status, answer.Body));
        Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("the cookie of another scheme")]
    [InlineData("its value under the name of the app's")]
    public async Task The_session_of_another_cookie_scheme_is_none(string cookie)
    {
        await using var app = await TestApp.StartAsync(settings =>
        {
            settings.Services = static (services, options) => services.AddAuthentication("mine").AddCookie("mine").AddCookie("other").AddWorkOs(options);
            settings.Pipeline = static app =>
            {
                app.MapWorkOsUser();
                app.MapGet("/other", (HttpContext context) => context.SignInAsync(
                    "other", new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "Ada Lovelace")], "other"))));
            };
        });
        var browser = app.NewBrowser();
        await browser.GetAsync("/other");
        if (cookie != "the cookie of another scheme")
        {
            var other = Assert.Single(browser.Cookies);
            browser.Set(other.Name.Replace("other", "mine", StringComparison.Ordinal), other.Value);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.FetchAsync(Scripts.User)).Status);
    }

    [Fact]
    public async Task A_cache_in_the_process_that_keeps_everything_keeps_no_token()
    {
        await using var app = await TestApp.StartAsync(settings =>
        {
            settings.Services = static (services, options) => services
                .AddOutputCache(cache => cache.AddBasePolicy(policy => policy.Cache())).AddWorkOs(options);
            settings.Pipeline = static app =>
            {
                app.UseOutputCache();
                app.MapWorkOsUser();
            };
        });
        var (first, second) = (app.NewBrowser(), app.NewBrowser());

        // The second answer sets no cookie, so that it could be kept.
        await first.FetchAntiforgeryAsync();
        var token = await first.FetchAntiforgeryAsync();
        await second.FetchAntiforgeryAsync();

        Assert.NotEqual(token, await second.FetchAntiforgeryAsync());
        Assert.NotEmpty(second.Cookies);
    }

    private static Task<TestApp> StartAsync() =>
        TestApp.StartAsync(settings => settings.Pipeline = static app => app.MapWorkOsUser(options => options.Claims.Add("email", ClaimTypes.Email)));
}
