using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>What the app and its operator hear of a sign-in, besides the code of a failure.</summary>
[Trait("Room", "Remote")]
public sealed class FailureReportTests
{
    [Fact]
    public async Task An_exception_of_the_app_is_logged_as_one_of_the_app()
    {
        await using var app = await TestApp.StartAsync(options => options.Events.OnCreatingTicket = static _ => throw new InvalidOperationException());
        var browser = app.NewBrowser();

        await browser.ReturnAsync(await browser.StartAsync());

        var line = Assert.Single(app.Logs.Failures);
        Assert.IsType<InvalidOperationException>(line.Exception);
        Assert.StartsWith("Code of the app", line["Description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_of_WorkOS_is_logged_without_an_exception_that_says_nothing_more()
    {
        await using var app = await TestApp.StartAsync();
        app.WorkOs.OnToken = static (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError);
        var browser = app.NewBrowser();

        await browser.ReturnAsync(await browser.StartAsync());

        var line = Assert.Single(app.Logs.Failures);
        Assert.Equal((LogLevel.Error, null), (line.Level, line.Exception));
    }

    [Fact]
    public async Task The_line_of_a_user_who_is_refused_does_not_repeat_itself()
    {
        await using var app = await TestApp.StartAsync(options => options.Events.OnTicketReceived = static context =>
        {
            context.Fail("Ada has no licence.");
            return Task.CompletedTask;
        });
        var browser = app.NewBrowser();

        await browser.ReturnAsync(await browser.StartAsync());

        Assert.Null(Assert.Single(app.Logs.Failures)["Description"]);
    }

    [Theory]
    [InlineData("/auth/sign-in?organization_id=org_globex")]
    [InlineData(CallbackPath + "?code=x&organization_id=org_globex")]
    public async Task A_link_for_another_organization_is_logged_as_one_that_the_app_did_not_make(string link)
    {
        await using var app = await TestApp.StartAsync();

        await app.NewBrowser().GetAsync(link);

        Assert.StartsWith("A request from outside", Assert.Single(app.Logs.Failures)["Description"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>")]
    [InlineData("Google OAuth")]
    public async Task A_provider_that_cannot_be_one_wakes_no_operator(string provider)
    {
        await using var app = await TestApp.StartAsync();
        app.Challenge = () => new WorkOsChallengeProperties { Provider = provider };

        Assert.Equal("invalid_connection_selector", (await app.NewBrowser().GetAsync("/challenge")).FailureCode);
        Assert.Equal(LogLevel.Warning, Assert.Single(app.Logs.Failures).Level);
    }

    [Theory]
    [InlineData("/auth/sign-in", LogLevel.Warning)]
    [InlineData(CallbackPath + "?retry=x", LogLevel.Warning)]
    [InlineData("/secret", LogLevel.Error)]
    public async Task Only_a_challenge_of_the_app_that_names_nothing_is_the_operators_matter(string path, LogLevel level)
    {
        await using var app = await TestApp.StartAsync(options => options.Organization = null);

        Assert.Equal("invalid_connection_selector", (await app.NewBrowser().GetAsync(path)).FailureCode);
        var line = Assert.Single(app.Logs.Failures);
        Assert.Equal(level, line.Level);
        Assert.StartsWith("The challenge of scheme 'WorkOS' names no organization", line["Description"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("creating")]
    [InlineData("received")]
    public async Task The_event_for_failures_hears_why_an_event_of_the_app_refused_the_user(string where)
    {
        Exception? seen = null;
        await using var app = await TestApp.StartAsync(options =>
        {
            options.Events.OnCreatingTicket = context =>
            {
                _ = where == "creating" ? Refuse(() => context.Fail("Ada has no licence.")) : null;
                return Task.CompletedTask;
            };
            options.Events.OnTicketReceived = context =>
            {
                _ = where == "received" ? Refuse(() => context.Fail("Ada has no licence.")) : null;
                return Task.CompletedTask;
            };
            options.Events.OnRemoteFailure = context =>
            {
                seen = context.Failure;
                return Task.CompletedTask;
            };
        });
        var browser = app.NewBrowser();

        await browser.ReturnAsync(await browser.StartAsync());

        Assert.Contains("event handler of the app", seen?.Message, StringComparison.Ordinal);
        Assert.Equal("Ada has no licence.", seen?.InnerException?.Message);

        static object? Refuse(Action fail)
        {
            fail();
            return null;
        }
    }

    [Theory]
    [InlineData("", "/secret")]
    [InlineData("back", "")]
    [InlineData("back", null)]
    public async Task A_user_who_declines_goes_to_the_page_of_the_app_without_a_return_URL_where_the_app_wants_none(string parameter, string? returnUrl)
    {
        await using var app = await TestApp.StartAsync(options =>
        {
            options.AccessDeniedPath = "/declined";
            options.Events.OnAccessDenied = context =>
            {
                context.ReturnUrlParameter = parameter;
                context.ReturnUrl = returnUrl;
                return Task.CompletedTask;
            };
        });
        var browser = app.NewBrowser();
        var start = await browser.StartAsync();

        Assert.Equal("/declined", (await browser.GetAsync($"{CallbackPath}?error=access_denied&state={Uri.EscapeDataString(start.Query("state")!)}")).Location);
    }

    [Fact]
    public async Task What_a_browser_leaves_behind_is_passed_on_to_no_endpoint_of_the_app()
    {
        var isPassedOn = false;
        var done = new TaskCompletionSource();
        using var gone = new CancellationTokenSource();
        await using var app = await TestApp.StartAsync(settings => settings.Pipeline = app =>
        {
            app.Use(async (context, next) =>
            {
                await next(context);
                if (context.Request.Path == CallbackPath)
                {
                    done.SetResult();
                }
            });
            app.UseAuthentication();
            app.UseAuthorization();
            app.MapGet(CallbackPath, () => isPassedOn = true);
        });
        app.WorkOs.OnToken = async (_, cancellationToken) =>
        {
            await gone.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("Nobody cancelled the exchange.");
        };
        var browser = app.NewBrowser();
        var start = await browser.StartAsync();

        await Record.ExceptionAsync(() => browser.SendAsync(HttpMethod.Get, CallbackOf(start), cancellationToken: gone.Token));
        await done.Task;

        Assert.False(isPassedOn);
        Assert.Equal(LogLevel.Debug, Assert.Single(app.Logs.Named("BrowserGone")).Level);
    }

    [Fact]
    public async Task A_form_on_the_error_page_starts_a_sign_in_whatever_its_address_says()
    {
        await using var app = await TestApp.StartAsync(options => options.ErrorPath = "/challenge");

        Assert.True((await app.NewBrowser().PostAsync("/challenge?error=access_denied")).GoesToWorkOs);
    }

    [Fact]
    public async Task A_form_on_the_error_page_that_fails_leads_back_to_it()
    {
        await using var app = await TestApp.StartAsync(options => options.ErrorPath = "/challenge");
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Organization = "<script>" };

        Assert.Equal("/challenge?error=organization_invalid&ReturnUrl=%2Fwelcome", (await app.NewBrowser().PostAsync("/challenge")).Location);
    }

    [Fact]
    public async Task Another_page_with_an_error_in_its_address_is_no_error_page()
    {
        await using var app = await TestApp.StartAsync(options => options.ErrorPath = "/oops");

        Assert.True((await app.NewBrowser().GetAsync("/secret?error=access_denied")).GoesToWorkOs);
    }

    [Fact]
    public async Task A_sign_in_is_logged_with_organization_and_connection_for_whoever_debugs()
    {
        await using var app = await TestApp.StartAsync();

        await app.NewBrowser().SignInAsync();

        var line = Assert.Single(app.Logs.Named("SignedIn"));
        Assert.Equal((LogLevel.Debug, Profiles.Organization, Profiles.Connection), (line.Level, line["OrganizationId"], line["ConnectionId"]));
    }

    [Theory]
    [InlineData("/secret?error=access_denied", null)]
    [InlineData("/auth/sign-out", "text/html")]
    [InlineData("/auth/sign-out", "application/json")]
    [InlineData(CallbackPath + "?state=x", "text/html")]
    [InlineData("/challenge", "text/html")]
    public async Task No_failure_and_no_way_to_WorkOS_may_be_stored(string url, string? accept)
    {
        await using var app = await TestApp.StartAsync(options => options.ErrorPath = "/secret");

        var answer = await app.NewBrowser().GetAsync(url, accept is null ? [] : [("Accept", accept)]);

        Assert.Contains("no-store", answer.Headers.GetValueOrDefault("Cache-Control"), StringComparison.Ordinal);
    }
}
