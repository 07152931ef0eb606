using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>What a new product gets from the foundation without a line of its own.</summary>
[Trait("Room", "Remote")]
public sealed class FourthProductTests
{
    private const string Callback = "/signin-fourth";

    [Fact]
    public async Task It_signs_a_user_in_with_state_PKCE_and_the_return_url()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();

        var authorize = await browser.GetAsync("/fourth");
        var back = await ReturnAsync(browser, authorize);

        Assert.StartsWith("https://api.workos.com/fourth/authorize?", authorize.Location, StringComparison.Ordinal);
        Assert.Equal("org_acme", authorize.Query("tenant"));
        Assert.Equal(Pkce.ChallengeOf(app.WorkOs.TokenRequests.Single().Field("code_verifier")!), authorize.Query("code_challenge"));
        Assert.Equal("/welcome", back.Location);
        Assert.Equal("ada", await browser.WhoAsync());
    }

    [Fact]
    public async Task A_sign_in_that_took_too_long_starts_again()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var authorize = await browser.GetAsync("/fourth");
        app.Clock.Advance(TimeSpan.FromMinutes(16));

        var restarted = await ReturnAsync(browser, authorize);

        Assert.Contains("/fourth/authorize?", restarted.Location, StringComparison.Ordinal);
        Assert.Empty(app.WorkOs.TokenRequests);
        Assert.Equal("/welcome", (await ReturnAsync(browser, restarted)).Location);
    }

    [Fact]
    public async Task A_failure_has_a_page_with_its_status_and_a_link_that_tries_again()
    {
        await using var app = await StartAsync(tenant: "org_other");
        var browser = app.NewBrowser();

        var failed = await ReturnAsync(browser, await browser.GetAsync("/fourth"));

        Assert.Equal(HttpStatusCode.Forbidden, failed.Status);
        Assert.Equal("organization_mismatch", failed.FailureCode);
        Assert.Contains("/fourth/authorize?", (await browser.GetAsync(failed.NextLink!)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_of_another_browser_signs_nobody_in()
    {
        await using var app = await StartAsync();
        var authorize = await app.NewBrowser().GetAsync("/fourth");
        var victim = app.NewBrowser();

        await ReturnAsync(victim, authorize);

        Assert.Equal("nobody", await victim.WhoAsync());
        Assert.Empty(app.WorkOs.TokenRequests);
    }

    [Fact]
    public async Task A_sign_out_ends_the_local_session_and_leads_where_the_product_says()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        await ReturnAsync(browser, await browser.GetAsync("/fourth"));

        var left = await browser.GetAsync("/leave");

        Assert.Equal("https://api.workos.com/logout?to=https%3A%2F%2Fapp.example.com%2Fwelcome", left.Location);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Fact]
    public async Task A_product_is_told_of_a_return_URL_of_another_origin_as_it_is()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        await ReturnAsync(browser, await browser.GetAsync("/fourth"));

        Assert.Equal("https://api.workos.com/logout?to=https%3A%2F%2Fdocs.example.com%2Fbye", (await browser.GetAsync("/leave?to=https://docs.example.com/bye")).Location);
    }

    private static Task<BrowserAnswer> ReturnAsync(Browser browser, BrowserAnswer authorize) =>
        browser.GetAsync($"{Callback}?code={SignInSteps.NextCode()}&state={Uri.EscapeDataString(authorize.Query("state")!)}");

    private static Task<TestApp> StartAsync(string tenant = "org_acme") => TestApp.StartAsync(settings =>
    {
        settings.WorkOs.OnToken = (_, _) => Task.FromResult(StubWorkOs.Json($$"""{"user":"ada","tenant":"{{tenant}}"}"""));
        settings.Services = (services, sso) =>
        {
            services.AddWorkOs(sso);
            new AuthenticationBuilder(services).AddWorkOsRemote<FourthOptions, FourthHandler, FourthProduct, FourthConfigureOptions>(
                FourthProduct.Scheme,
                displayName: null,
                options =>
                {
                    options.ClientId = TestApp.ClientId;
                    options.ApiKey = Secrets.ApiKey;
                    options.Organization = "org_acme";
                    options.AllowedReturnOrigins.Add("https://docs.example.com");
                    options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                    options.BackchannelHttpHandler = settings.WorkOs;
                });
        };
        settings.Pipeline = static app =>
        {
            app.MapGet("/fourth", (HttpContext context) =>
                context.ChallengeAsync(FourthProduct.Scheme, new AuthenticationProperties { RedirectUri = "/welcome" }));
            app.MapGet("/leave", (HttpContext context, string? to) =>
                context.SignOutAsync(FourthProduct.Scheme, new AuthenticationProperties { RedirectUri = to ?? "/welcome" }));
        };
    });
}
