using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>The link of the failure page, opened where it was not shown, later, or as what it is not.</summary>
[Trait("Room", "Remote")]
public sealed class RetryLinkTests
{
    [Fact]
    public async Task A_retry_link_of_another_browser_keeps_no_items()
    {
        await using var app = await StartAsync();
        var link = await FailAsync(app.NewBrowser());
        var victim = app.NewBrowser();

        var again = await victim.StartAsync(link);

        var state = app.ReadState(again);
        Assert.Equal([".iat", ".redirect", ".sel", ".xsrf", "code_verifier"], state.Items.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("/welcome", state.RedirectUri);
        Assert.Equal(Profiles.Connection, again.Query("connection"));
        Assert.Equal("/welcome", (await victim.ReturnAsync(again)).Location);
    }

    [Fact]
    public async Task The_browser_that_was_shown_the_link_keeps_its_items()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();

        var again = await browser.StartAsync(await FailAsync(browser));

        Assert.Equal("account-7", app.ReadState(again).Items["link"]);
        Assert.True(app.ReadState(again).IsPersistent);
        Assert.Equal("/welcome", (await browser.ReturnAsync(again)).Location);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Fact]
    public async Task A_retry_link_keeps_items_once()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var link = await FailAsync(browser);

        Assert.Contains("link", app.ReadState(await browser.StartAsync(link)).Items.Keys);
        Assert.DoesNotContain("link", app.ReadState(await browser.StartAsync(link)).Items.Keys);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public async Task A_retry_link_keeps_items_for_an_hour(int minutes, bool keeps)
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var link = await FailAsync(browser);
        app.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var again = await browser.StartAsync(link);

        Assert.Equal(keeps, app.ReadState(again).Items.ContainsKey("link"));
        Assert.Equal("/welcome", app.ReadState(again).RedirectUri);
    }

    [Fact]
    public async Task A_retry_link_must_end_in_the_organization_of_the_options_in_another_browser()
    {
        await using var app = await StartAsync();
        app.WorkOs.Profile = Profiles.Ada().With("connection_id", "conn_globex").With("organization_id", "org_globex");
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Connection = "conn_globex" };
        var link = await FailAsync(app.NewBrowser());
        var victim = app.NewBrowser();

        var again = await victim.StartAsync(link);

        Assert.Equal("organization_mismatch", (await victim.ReturnAsync(again)).FailureCode);
        Assert.Equal("nobody", await victim.WhoAsync());
    }

    [Fact]
    public async Task A_retry_link_of_another_organization_is_refused_in_another_browser()
    {
        await using var app = await StartAsync();
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Organization = "org_globex" };
        var link = await FailAsync(app.NewBrowser());

        Assert.Equal("organization_mismatch", (await app.NewBrowser().GetAsync(link)).FailureCode);
    }

    [Fact]
    public async Task The_browser_that_the_app_sent_to_another_organization_may_try_that_again()
    {
        await using var app = await StartAsync();
        app.WorkOs.Profile = Profiles.Ada().With("organization_id", "org_globex");
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Organization = "org_globex" };
        var browser = app.NewBrowser();

        Assert.Equal("/welcome", (await browser.ReturnAsync(await browser.StartAsync(await FailAsync(browser)))).Location);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Fact]
    public async Task A_retry_link_that_any_link_could_be_needs_no_cookie()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/secret?page=7");
        var failed = await browser.GetAsync($"{CallbackPath}?error=server_error&state={Uri.EscapeDataString(start.Query("state")!)}");

        Assert.Empty(browser.CorrelationCookies);
        Assert.Equal("/secret?page=7", (await app.NewBrowser().SignInAsync(failed.NextLink!)).Location);
    }

    [Fact]
    public async Task A_state_is_no_retry_link_and_a_retry_link_no_state()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var retry = QueryHelpers.ParseQuery(new Uri(TestApp.Origin, await FailAsync(browser)).Query)["retry"].ToString();
        var state = (await browser.StartAsync("/challenge")).Query("state")!;

        var stateAsRetry = app.ReadState(await browser.StartAsync($"{CallbackPath}?retry={Uri.EscapeDataString(state)}"));
        var retryAsState = await browser.GetAsync($"{CallbackPath}?code=x&state={Uri.EscapeDataString(retry)}");

        Assert.Equal("/", stateAsRetry.RedirectUri);
        Assert.DoesNotContain("link", stateAsRetry.Items.Keys);
        Assert.Equal("state_invalid", retryAsState.FailureCode);
        Assert.Null(app.OptionsOf().StateDataFormat.Unprotect(retry));
    }

    [Fact]
    public async Task A_retry_link_of_one_scheme_means_nothing_to_another()
    {
        var keys = new EphemeralDataProtectionProvider();
        await using var app = await TestApp.StartAsync(settings => settings.Services = (services, options) =>
        {
            services.AddSingleton<IDataProtectionProvider>(keys);
            services.AddWorkOs(options).AddWorkOs("Partner", other =>
            {
                options(other);
                other.CallbackPath = "/signin-partner";
            });
        });
        app.Challenge = Linking;
        var browser = app.NewBrowser();
        var link = (await FailAsync(browser)).Replace(CallbackPath, "/signin-partner", StringComparison.Ordinal);

        var answer = await browser.StartAsync(link);

        var state = app.OptionsOf("Partner").StateDataFormat.Unprotect(answer.Query("state"))!;
        Assert.Equal("/", state.RedirectUri);
        Assert.DoesNotContain("link", state.Items.Keys);
    }

    private static WorkOsChallengeProperties Linking() =>
        new() { RedirectUri = "/welcome", Connection = Profiles.Connection, Items = { ["link"] = "account-7" }, IsPersistent = true };

    private static async Task<string> FailAsync(Browser browser)
    {
        var start = await browser.StartAsync("/challenge");
        var failed = await browser.GetAsync($"{CallbackPath}?error=server_error&state={Uri.EscapeDataString(start.Query("state")!)}");
        return failed.NextLink!;
    }

    private static async Task<TestApp> StartAsync()
    {
        var app = await TestApp.StartAsync();
        app.Challenge = Linking;
        return app;
    }
}
