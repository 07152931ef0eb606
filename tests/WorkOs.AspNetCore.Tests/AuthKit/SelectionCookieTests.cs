using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>The cookie in which a sign-in waits for the choice of an organization, and what WorkOS says of the choices.</summary>
[Trait("Room", "AuthKit")]
public sealed class SelectionCookieTests : AuthKitTestBase
{
    private const string Cookie = ".WorkOs.Selection";
    private const string Margaret = "margaret@acme.com";

    [Fact]
    public async Task The_cookie_says_how_long_it_lives_and_who_may_see_it()
    {
        var app = await StartAppAsync(Settings());
        var browser = app.NewBrowser();

        var answer = await app.ReturnAsync(browser, await browser.GetAsync("/secret"), Margaret);

        Assert.True(answer.IsRedirect);
        var cookie = Assert.Single(answer.SetCookies, line => line.StartsWith(Cookie, StringComparison.Ordinal));
        Assert.Equal(["httponly", "max-age=600", "path=/", "samesite=lax"], AttributesOf(cookie).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_user_who_has_not_consented_to_cookies_can_choose()
    {
        var app = await StartAppAsync(Settings(services => services.AddSingleton<IStartupFilter>(new ConsentFilter())));
        var browser = app.NewBrowser();
        await app.ReturnAsync(browser, await browser.GetAsync("/secret"), Margaret);

        Assert.Equal("/secret", (await browser.GetAsync("/choose?organization=org_globex")).Location);
    }

    [Fact]
    public async Task The_cookie_ends_with_the_choice()
    {
        var app = await StartAppAsync(Settings());
        var browser = app.NewBrowser();
        await app.ReturnAsync(browser, await browser.GetAsync("/secret"), Margaret);
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 500);

        await browser.GetAsync("/choose?organization=org_globex");

        Assert.DoesNotContain(browser.Cookies, cookie => cookie.Name == Cookie);
    }

    [Fact]
    public async Task The_cookie_ends_with_a_choice_in_a_branch_of_the_app()
    {
        var app = await StartAppAsync(Settings());
        var browser = app.NewBrowser();
        await app.ReturnAsync(browser, await browser.GetAsync("/secret"), Margaret);

        Assert.Equal("/secret", (await browser.GetAsync("/branch")).Location);

        Assert.DoesNotContain(browser.Cookies, cookie => cookie.Name == Cookie);
    }

    [Fact]
    public async Task An_app_without_a_default_scheme_offers_the_choice_too()
    {
        var app = await StartAppAsync(Settings(services => services.PostConfigure<AuthenticationOptions>(options =>
            (options.DefaultScheme, options.DefaultAuthenticateScheme, options.DefaultSignInScheme) = (null, null, CookieAuthenticationDefaults.AuthenticationScheme))));
        var browser = app.NewBrowser();
        await app.ReturnAsync(browser, await browser.GetAsync("/challenge"), Margaret);

        Assert.Equal("org_acme,org_globex", (await browser.GetAsync("/choices")).Body);
        Assert.Equal("/me", (await browser.GetAsync("/choose?organization=org_globex")).Location);
    }

    [Fact]
    public async Task A_choice_without_a_name_is_called_by_its_id()
    {
        var app = await StartAppAsync(Settings());
        var browser = app.NewBrowser();
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 403, """
            {"code":"organization_selection_required","message":"m","pending_authentication_token":"p",
             "organizations":[{"id":"org_1","name":"One"},{"id":"org_2"},{"id":"org_3","name":null},{"name":"Nameless"},{"id":5,"name":"Five"}]}
            """);

        await app.ReturnAsync(browser, await browser.GetAsync("/secret"), Margaret);

        Assert.Equal("org_1=One,org_2=org_2,org_3=org_3", (await browser.GetAsync("/names")).Body);
    }

    [Theory]
    [InlineData("""{"code":"organization_selection_required","message":"m","pending_authentication_token":"p","organizations":[]}""")]
    [InlineData("""{"code":"organization_selection_required","message":"m","pending_authentication_token":"p","organizations":[{"name":"Nameless"}]}""")]
    [InlineData("""{"code":"organization_selection_required","message":"m","pending_authentication_token":"p"}""")]
    [InlineData("""{"code":"organization_selection_required","message":"m","organizations":[{"id":"org_1","name":"One"}]}""")]
    public async Task Without_anything_to_choose_the_sign_in_fails_and_keeps_no_cookie(string body)
    {
        var app = await StartAppAsync(Settings());
        var browser = app.NewBrowser();
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 403, body);

        var answer = await app.ReturnAsync(browser, await browser.GetAsync("/secret"), Margaret);

        Assert.Equal(WorkOsFailureCodes.OrganizationSelectionRequired, answer.FailureCode);
        Assert.DoesNotContain(browser.Cookies, cookie => cookie.Name == Cookie);
    }

    private static AuthKitAppSettings Settings(Action<IServiceCollection>? services = null) => new()
    {
        Options = options => options.OrganizationSelectionPath = "/choices",
        Services = services,
        Map = app =>
        {
            app.MapGet("/names", (HttpContext context, WorkOsAuthKitOrganizationSelection selection) =>
                string.Join(',', selection.GetChoices(context).Select(choice => $"{choice.Id}={choice.Name}")));
            app.Map(new PathString("/branch"), static branch => branch.Run(static async context =>
                Assert.True(await context.RequestServices.GetRequiredService<WorkOsAuthKitOrganizationSelection>().SelectAsync(context, "org_globex"))));
        },
    };

    private static IEnumerable<string> AttributesOf(string cookie) => cookie.Split("; ")[1..].Where(part => !part.StartsWith("expires", StringComparison.Ordinal));

    private sealed class ConsentFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
            next(app.UseCookiePolicy(new CookiePolicyOptions { CheckConsentNeeded = _ => true }));
    }
}
