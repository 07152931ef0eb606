using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Mistakes;

/// <summary>
/// Pages to which browsers are sent. Whether one answers is known for endpoints when the app starts, and for middleware only when a browser comes: a
/// page that works is never warned of, and one that does not with the first request that shows it.
/// </summary>
[Trait("Room", "Mistakes")]
public sealed class MissingPageTests
{
    private static readonly Dictionary<string, MistakeCase> Cases = new(StringComparer.Ordinal)
    {
        ["a sign-in page that does not exist"] = WithSignInPage() with { Says = ["SignInPath is '/login', but neither an endpoint of the app nor its middleware answers GET requests there", "map a page at that path, or correct the option"] },
        ["a sign-in page that only accepts a form"] = WithSignInPage(static app => app.MapPost("/login", () => "posted")),
        ["a sign-in page behind a fallback policy"] = WithSignInPage() with
        {
            Services = static (services, options) =>
            {
                services.AddWorkOs(options);
                services.Configure<AuthorizationOptions>(static authorization => authorization.FallbackPolicy = authorization.DefaultPolicy);
            },
        },
        ["a sign-in page whose 404 has a page"] = WithSignInPage(static app => app.UseStatusCodePages()),
        ["an error page that does not exist"] = new("ErrorPath is '/error', but neither", "map a page at that path")
        {
            Kind = "error_page_missing",
            Options = static options => options.ErrorPath = "/error",
            Use = static browser => FollowAsync(browser, SignInSteps.CallbackPath),
        },
        ["a page that asks and does not exist"] = new("AccountSwitchPath is '/switch', but neither", "map a page at that path")
        {
            Kind = "account_switch_page_missing",
            Options = static options => options.AccountSwitchPath = "/switch",
            Use = static browser => browser.GetAsync("/switch"),
        },
        ["the cookie challenges, and has no page"] = new("the default challenge is the cookie scheme 'Cookies', which redirects to '/Account/Login'", "make 'WorkOS' the DefaultChallengeScheme", "or set LoginPath")
        {
            Kind = "challenge_page_missing",
            Services = AddBehindCookie,
            Use = static browser => FollowAsync(browser, "/secret"),
        },
    };

    private static readonly Dictionary<string, Action<WebApplication>> Answers = new(StringComparer.Ordinal)
    {
        ["an endpoint"] = static app => app.MapGet("/login", () => "page"),
        ["an endpoint for every method"] = static app => app.Map("/Login/", () => "page"),
        ["an endpoint with a parameter"] = static app => app.MapGet("/{page}", (string page) => page),
        ["an endpoint that knows no such tenant"] = static app => app.MapGet("/login", () => Results.NotFound()),
        ["a group"] = static app => app.MapGroup("/login").MapGet("", () => "page"),
        ["a fallback"] = static app => app.MapFallback(() => "page"),
        ["middleware"] = static app => app.UseWhen(static context => context.Request.Path == "/login", static branch => branch.Run(static context => context.Response.WriteAsync("page"))),
        ["a branch"] = static app => app.Map("/login", static branch => branch.Run(static context => context.Response.WriteAsync("page"))),
        ["middleware that redirects"] = static app => app.Map("/login", static branch => branch.Run(static context =>
        {
            context.Response.Redirect("/login/");
            return Task.CompletedTask;
        })),
        ["middleware that is out of order for a while"] = static app => app.Map("/login", static branch => branch.Run(static context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        })),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    public static TheoryData<string> AnswerNames => [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_first_request_for_a_page_that_nothing_answers_is_warned_of(string name)
    {
        var mistake = Cases[name];
        await using var app = await MistakenApp.StartAsync(mistake);
        Assert.Empty(app.Warnings);

        for (var i = 0; i < 2; i++)
        {
            using var browser = app.NewBrowser();
            await mistake.Use(browser);
        }

        var warning = Assert.Single(app.Warnings);
        Assert.Equal((mistake.Kind, "WorkOS"), (warning["Kind"], warning["Scheme"]));
        Assert.All(mistake.Says, text => Assert.Contains(text, warning.Text, StringComparison.Ordinal));
        MistakePage.AssertHas(mistake.Kind!);
    }

    [Theory]
    [MemberData(nameof(AnswerNames))]
    public async Task A_page_that_answers_is_not_warned_of(string name)
    {
        await using var app = await MistakenApp.StartAsync(WithSignInPage(Answers[name]) with
        {
            Options = static options => (options.Organization, options.SignInPath, options.ErrorPath, options.AccountSwitchPath) = (null, "/login", "/login", "/login"),
        });
        using var browser = app.NewBrowser();

        await FollowAsync(browser, "/secret");

        Assert.Empty(app.Warnings);
    }

    [Fact]
    public async Task A_login_page_of_the_cookie_that_middleware_answers_is_not_warned_of()
    {
        await using var app = await MistakenApp.StartAsync(new MistakeCase
        {
            Services = AddBehindCookie,
            Pipeline = static app => app.Map("/Account/Login", static branch => branch.Run(static context => context.Response.WriteAsync("page"))),
        });
        using var browser = app.NewBrowser();

        await FollowAsync(browser, "/secret");

        Assert.Empty(app.Warnings);
    }

    [Fact]
    public async Task Another_page_that_nothing_answers_is_not_warned_of()
    {
        await using var app = await MistakenApp.StartAsync(WithSignInPage());
        using var browser = app.NewBrowser();

        await browser.GetAsync("/favicon.ico");
        await browser.PostAsync("/login");

        Assert.Empty(app.Warnings);
    }

    private static MistakeCase WithSignInPage(Action<WebApplication>? add = null) => new("SignInPath is '/login'")
    {
        Kind = "sign_in_page_missing",
        Options = static options => (options.Organization, options.SignInPath) = (null, "/login"),
        Pipeline = app =>
        {
            app.MapWorkOs();
            add?.Invoke(app);
        },
        Use = static browser => FollowAsync(browser, "/secret"),
    };

    private static void AddBehindCookie(IServiceCollection services, Action<WorkOsOptions> options) =>
        services.AddAuthorization().AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie().AddWorkOs(options);

    /// <summary>Goes where a challenge or a failure sends the browser, as far as it is a page of the app.</summary>
    private static async Task FollowAsync(Browser browser, string url)
    {
        var answer = await browser.GetAsync(url);
        Assert.True(answer.IsRedirect);
        await browser.GetAsync(answer.Location!);
    }
}
