using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore.Tests.Mistakes;

/// <summary>Mistakes that are known once the app has started, and with which it can work in part: one warning each.</summary>
[Trait("Room", "Mistakes")]
public sealed class StartUpWarningTests
{
    private static readonly Dictionary<string, MistakeCase> Cases = new(StringComparer.Ordinal)
    {
        ["a sign-in page that does not exist"] = new("SignInPath is '/login', but no endpoint of the app answers GET requests there", "map a page at that path, or correct the option")
        {
            Kind = "sign_in_page_missing",
            Options = static options => options.SignInPath = "/login",
        },
        ["a sign-in page that only accepts a form"] = new("SignInPath is '/login', but no endpoint of the app answers GET requests there")
        {
            Kind = "sign_in_page_missing",
            Options = static options => options.SignInPath = "/login",
            Pipeline = static app =>
            {
                app.MapWorkOs();
                app.MapPost("/login", () => "posted");
            },
        },
        ["an error page that does not exist"] = new("ErrorPath is '/error', but no endpoint of the app answers GET requests there", "map a page at that path")
        {
            Kind = "error_page_missing",
            Options = static options => options.ErrorPath = "/error",
        },
        ["a page that asks and does not exist"] = new("AccountSwitchPath is '/switch', but no endpoint", "map a page at that path")
        {
            Kind = "account_switch_page_missing",
            Options = static options => options.AccountSwitchPath = "/switch",
        },
        ["MapWorkOs forgotten"] = new("no sign-in and sign-out endpoints are mapped", "/auth/sign-in", "call app.MapWorkOs()")
        {
            Kind = "endpoints_not_mapped",
            Pipeline = static _ => { },
        },
        ["the cookie challenges, and has no page"] = new("the default challenge is the cookie scheme 'Cookies', which redirects to '/Account/Login'", "make 'WorkOS' the DefaultChallengeScheme", "or set LoginPath")
        {
            Kind = "challenge_page_missing",
            Services = static (services, options) =>
                services.AddAuthorization().AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie().AddWorkOs(options),
        },
        ["a strict session cookie"] = new("the cookie of 'Cookies' is SameSite=Strict", "leave Cookie.SameSite at Lax")
        {
            Kind = "session_cookie_strict",
            Services = static (services, options) =>
            {
                services.AddWorkOs(options);
                services.Configure<CookieAuthenticationOptions>(
                    CookieAuthenticationDefaults.AuthenticationScheme, static cookie => cookie.Cookie.SameSite = SameSiteMode.Strict);
            },
        },
        ["a misspelled key"] = new("'ErrorPaht' in the configuration section of the scheme is no setting and has no effect: write 'ErrorPath'")
        {
            Kind = "unknown_setting",
            Configuration = new Dictionary<string, string?> { ["Authentication:Schemes:WorkOS:ErrorPaht"] = "/error" },
        },
    };

    private static readonly Dictionary<string, Action<WebApplication>> Answers = new(StringComparer.Ordinal)
    {
        ["an endpoint"] = static app => app.MapGet("/login", () => "page"),
        ["an endpoint for every method"] = static app => app.Map("/Login/", () => "page"),
        ["an endpoint with a parameter"] = static app => app.MapGet("/{page}", (string page) => page),
        ["a group"] = static app => app.MapGroup("/login").MapGet("", () => "page"),
        ["a fallback"] = static app => app.MapFallback(() => "page"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    public static TheoryData<string> AnswerNames => [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_app_starts_with_one_warning_that_names_cause_and_fix(string name)
    {
        await using var app = await MistakenApp.StartAsync(Cases[name]);

        var warning = Assert.Single(app.Warnings);
        Assert.Equal((LogLevel.Warning, Cases[name].Kind, "WorkOS"), (warning.Level, warning["Kind"], warning["Scheme"]));
        Assert.All(Cases[name].Says, text => Assert.Contains(text, warning.Text, StringComparison.Ordinal));
        MistakePage.AssertHas(Cases[name].Kind!);
    }

    [Theory]
    [MemberData(nameof(AnswerNames))]
    public async Task A_page_that_answers_is_not_warned_of(string name)
    {
        await using var app = await MistakenApp.StartAsync(new MistakeCase
        {
            Options = static options => options.SignInPath = options.ErrorPath = "/login",
            Pipeline = app =>
            {
                app.MapWorkOs();
                Answers[name](app);
            },
        });

        Assert.Empty(app.Warnings);
    }

    [Fact]
    public async Task An_app_without_mistakes_is_not_warned_of()
    {
        await using var app = await MistakenApp.StartAsync(new MistakeCase());

        Assert.Empty(app.Warnings);
    }

    [Fact]
    public async Task A_scheme_that_is_disabled_is_not_warned_of()
    {
        await using var app = await MistakenApp.StartAsync(new MistakeCase
        {
            Options = static options => (options.Enabled, options.ErrorPath) = (false, "/error"),
            Configuration = new Dictionary<string, string?> { ["Authentication:Schemes:WorkOS:ErrorPaht"] = "/error" },
            Pipeline = static _ => { },
        });

        Assert.Empty(app.Warnings);
    }

    [Fact]
    public async Task Two_products_mapped_at_one_path_do_not_start()
    {
        var both = new MistakeCase
        {
            Services = static (services, options) =>
            {
                services.AddWorkOs(options);
                services.AddWorkOsAuthKit(static authKit => (authKit.ClientId, authKit.ApiKey) = ("client_1", "sk_test_1")).AddWorkOsDistributedSessions();
            },
            Pipeline = static app =>
            {
                app.MapWorkOs();
                app.MapGroup("").MapWorkOsAuthKit();
            },
        };

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () => await (await MistakenApp.StartAsync(both)).DisposeAsync());

        Assert.Contains("are mapped at one path ('/auth/sign-out')", failure.Message, StringComparison.Ordinal);
        Assert.Contains("map both schemes on the same app or group", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_products_on_one_app_share_the_endpoints_and_start()
    {
        await using var app = await MistakenApp.StartAsync(new MistakeCase
        {
            Services = static (services, options) =>
            {
                services.AddWorkOs(options);
                services.AddWorkOsAuthKit(static authKit => (authKit.ClientId, authKit.ApiKey) = ("client_1", "sk_test_1")).AddWorkOsDistributedSessions();
            },
            Pipeline = static app =>
            {
                app.MapWorkOs();
                app.MapWorkOsAuthKit();
                app.MapGroup("/authkit").MapWorkOsAuthKit();
            },
        });

        Assert.Empty(app.Warnings);
    }

    [Fact]
    public async Task Authorization_that_was_forgotten_is_there()
    {
        await using var app = await MistakenApp.StartAsync(new MistakeCase());
        using var browser = app.NewBrowser();

        Assert.True((await browser.GetAsync("/secret")).GoesToWorkOs);
    }
}
