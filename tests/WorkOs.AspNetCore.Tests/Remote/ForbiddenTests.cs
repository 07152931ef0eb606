using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>A user who is signed in and has no access gets 403 where they asked, and a way on; nothing looks like a failed sign-in.</summary>
[Trait("Room", "Remote")]
public sealed class ForbiddenTests
{
    public static TheoryData<string, (string, string)[]> Programs => new()
    {
        { "XHR", [("X-Requested-With", "XMLHttpRequest")] },
        { "fetch", [("Sec-Fetch-Mode", "cors")] },
        { "JSON", [("Accept", "application/json")] },
        { "prefetch", [("Sec-Purpose", "prefetch")] },
    };

    [Fact]
    public async Task A_user_without_access_gets_403_in_place_with_a_page_that_says_so()
    {
        await using var app = await StartAsync();
        var browser = await SignedInAsync(app);

        var page = await browser.GetAsync("/vault");

        Assert.Equal(("forbidden", 403, null), (page.FailureCode, (int)page.Status, page.Location));
        Assert.Equal("You are signed in, but you do not have access.", page.Html.QuerySelector("p")?.TextContent);
        Assert.Equal("no-store", page.Headers["Cache-Control"]);
        Assert.Equal("/", page.NextLink);
        Assert.Equal("forbidden", Assert.Single(app.Logs.Failures)["Code"]);
    }

    [Fact]
    public async Task The_page_does_not_say_who_is_signed_in()
    {
        await using var app = await StartAsync();
        var page = await (await SignedInAsync(app)).GetAsync("/vault?email=eve@example.com");

        Assert.DoesNotContain("@", page.Body.Replace("@media", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_program_gets_403_without_a_body(string name, (string, string)[] headers)
    {
        await using var app = await StartAsync();

        var answer = await (await SignedInAsync(app)).GetAsync("/vault", headers);

        Assert.True(((int)answer.Status, answer.Body, answer.Location) is (403, "", null), name);
    }

    [Fact]
    public async Task An_enhanced_navigation_of_Blazor_is_told_as_a_person_is()
    {
        await using var app = await StartAsync();

        var page = await (await SignedInAsync(app)).GetAsync("/vault", ("Sec-Fetch-Mode", "no-cors"), ("Accept", "text/html; blazor-enhanced-nav=on"));

        Assert.Equal(("forbidden", 403), (page.FailureCode, (int)page.Status));
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("POST")]
    public async Task The_status_does_not_depend_on_the_method(string method)
    {
        await using var app = await StartAsync();

        var answer = await (await SignedInAsync(app)).SendAsync(new HttpMethod(method), "/vault");

        Assert.Equal((403, null, "no-store"), ((int)answer.Status, answer.Location, answer.Headers["Cache-Control"]));
    }

    [Fact]
    public async Task The_sign_in_page_and_the_error_page_have_no_part_in_it()
    {
        await using var app = await StartAsync(settings => settings.Options = static options => options.SignInPath = options.ErrorPath = "/sign-in");

        var page = await (await SignedInAsync(app)).GetAsync("/vault");

        Assert.Equal((403, null), ((int)page.Status, page.Location));
        Assert.Empty(page.Html.QuerySelectorAll("input:not([type=hidden])"));
    }

    [Fact]
    public async Task The_button_signs_the_user_out()
    {
        await using var app = await StartAsync();
        var browser = await SignedInAsync(app);
        var form = (await browser.GetAsync("/vault")).Html.QuerySelector("form")!;
        var field = form.QuerySelector("input")!;

        var answer = await browser.PostAsync(form.GetAttribute("action")!, (field.GetAttribute("name")!, field.GetAttribute("value")!));

        Assert.Equal("POST", form.GetAttribute("method"), ignoreCase: true);
        Assert.True(answer.IsRedirect);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task The_page_has_its_way_on_where_the_form_cannot_be_made()
    {
        await using var app = await StartAsync(settings => settings.Services = static (services, options) =>
        {
            services.AddWorkOs(options);
            services.Configure<AntiforgeryOptions>(antiforgery => antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.Always);
        });
        var browser = app.NewBrowser(new Uri("http://app.example.com"));
        await browser.SignInAsync();

        var page = await browser.GetAsync("/vault");

        Assert.Equal((403, "/"), ((int)page.Status, page.NextLink));
        Assert.Null(page.Html.QuerySelector("form"));
    }

    [Fact]
    public async Task Links_and_form_keep_the_path_base()
    {
        await using var app = await StartAsync(settings => settings.Pipeline = static app =>
        {
            app.UsePathBase("/portal");
            app.UseRouting();
            app.UseAuthentication();
            app.UseAuthorization();
            app.MapForbidden("/vault");
        });
        var browser = app.NewBrowser();
        await browser.GetAsync("/portal" + SignInSteps.CallbackOf(await browser.StartAsync("/portal/secret")));

        var page = await browser.GetAsync("/portal/vault");

        Assert.Equal(("/portal/", "/portal/auth/sign-out"), (page.NextLink, page.Html.QuerySelector("form")?.GetAttribute("action")));
    }

    [Fact]
    public async Task A_page_of_the_app_for_people_who_may_not_is_where_they_go()
    {
        await using var app = await StartAsync(settings => settings.Services = static (services, options) =>
        {
            services.AddWorkOs(options);
            services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, cookie => cookie.AccessDeniedPath = "/no");
        });
        var browser = await SignedInAsync(app);

        var page = await browser.GetAsync("/vault");
        var api = await browser.GetAsync("/vault", ("X-Requested-With", "XMLHttpRequest"));

        Assert.Equal("https://app.example.com/no?ReturnUrl=%2Fvault", page.Location);
        Assert.Equal((403, null), ((int)api.Status, api.Location));
    }

    [Fact]
    public async Task An_app_that_answers_by_itself_does()
    {
        await using var app = await StartAsync(settings => settings.Services = static (services, options) =>
        {
            services.AddWorkOs(options);
            services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, static cookie =>
                cookie.Events.OnRedirectToAccessDenied = static context => context.Response.WriteAsync("mine"));
        });

        Assert.Equal("mine", (await (await SignedInAsync(app)).GetAsync("/vault")).Body);
    }

    [Fact]
    public async Task A_forbid_of_the_scheme_is_answered_as_one_of_a_policy()
    {
        await using var app = await StartAsync(settings => settings.Pipeline = static app =>
            app.MapGet("/vault", static (HttpContext context) => context.ForbidAsync(WorkOsDefaults.AuthenticationScheme)));

        var page = await (await SignedInAsync(app)).GetAsync("/vault");

        Assert.Equal(("forbidden", 403), (page.FailureCode, (int)page.Status));
    }

    private static Task<TestApp> StartAsync(Action<TestAppSettings>? configure = null) => TestApp.StartAsync(settings =>
    {
        settings.Pipeline = static app => app.MapForbidden("/vault");
        configure?.Invoke(settings);
    });

    private static async Task<Browser> SignedInAsync(TestApp app)
    {
        var browser = app.NewBrowser();
        await browser.SignInAsync();
        return browser;
    }
}
