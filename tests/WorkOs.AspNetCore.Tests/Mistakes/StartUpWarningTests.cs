using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore.Tests.Mistakes;

/// <summary>Mistakes that are known once the app has started, and with which it can work in part: one warning each.</summary>
[Trait("Room", "Mistakes")]
public sealed class StartUpWarningTests
{
    private static readonly Dictionary<string, MistakeCase> Cases = new(StringComparer.Ordinal)
    {
        ["MapWorkOs forgotten"] = new("no sign-in and sign-out endpoints are mapped", "/auth/sign-in", "call app.MapWorkOs()")
        {
            Kind = "endpoints_not_mapped",
            Pipeline = static _ => { },
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

    public static TheoryData<string> Names => [.. Cases.Keys];

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
