using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Remote;

[Trait("Room", "Remote")]
public sealed class FailurePageTests
{
    [Fact]
    public async Task The_page_is_plain_and_keeps_to_itself()
    {
        await using var app = await TestApp.StartAsync();
        var answer = await app.NewBrowser().GetAsync(SignInSteps.CallbackPath);

        Assert.Equal(400, (int)answer.Status);
        Assert.Equal("text/html; charset=utf-8", answer.Headers["Content-Type"]);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal("no-referrer", answer.Headers["Referrer-Policy"]);
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.StartsWith("default-src 'none';", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);

        Assert.Equal("en", answer.Html.DocumentElement.GetAttribute("lang"));
        Assert.NotEmpty(answer.Html.Title!);
        Assert.Single(answer.Html.QuerySelectorAll("h1"));
        Assert.Single(answer.Html.QuerySelectorAll("main"));
        Assert.NotNull(answer.Html.QuerySelector("meta[name=viewport]"));
        Assert.Contains("prefers-color-scheme:dark", answer.Body, StringComparison.Ordinal);
        Assert.Empty(answer.Html.QuerySelectorAll("script, img, link, iframe, form, object, embed, [src], [onclick], [style]"));
    }

    [Theory]
    [InlineData("GET", SignInSteps.CallbackPath, "Sign-in did not work")]
    [InlineData("POST", SignInSteps.CallbackPath, "That did not work")]
    [InlineData("GET", "/auth/sign-out", "That did not work")]
    [InlineData("POST", "/auth/sign-out", "That did not work")]
    [InlineData("GET", "/vault", "You may not open this page")]
    public async Task The_heading_says_what_the_failure_is_about(string method, string path, string heading)
    {
        await using var app = await TestApp.StartAsync(settings => settings.Pipeline = static app => app.MapForbidden("/vault"));
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        var page = await browser.SendAsync(new HttpMethod(method), path);

        Assert.Equal(heading, page.Html.QuerySelector("h1")?.TextContent);
        Assert.Equal(heading, page.Html.Title);
        Assert.DoesNotContain(heading, page.Html.QuerySelector("p")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_from_outside_is_encoded_or_left_out()
    {
        await using var app = await TestApp.StartAsync(options => options.SignInPath = "/log\"in><b>");
        var browser = app.NewBrowser();
        const string Markup = "\"><script>alert(1)</script>";

        foreach (var query in new[] { "error", "error_description", "code", "state", "connection_id" })
        {
            var answer = await browser.GetAsync($"{SignInSteps.CallbackPath}?error=access_denied&{query}={Uri.EscapeDataString(Markup)}");
            Assert.DoesNotContain("<script", answer.Body, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("alert", answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_description_of_WorkOS_is_in_the_log_and_not_on_the_page()
    {
        await using var app = await TestApp.StartAsync();
        var answer = await app.NewBrowser().GetAsync(SignInSteps.CallbackPath + "?error=server_error&error_description=The+certificate+has+expired");

        Assert.DoesNotContain("certificate", answer.Body, StringComparison.Ordinal);
        Assert.Contains("The certificate has expired", Assert.Single(app.Logs.Failures).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_tries_again_and_ends_where_the_person_wanted_to_go()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/secret?page=7");
        var failed = await browser.GetAsync($"{SignInSteps.CallbackPath}?error=server_error&state={Uri.EscapeDataString(start.Query("state")!)}");

        var again = await browser.GetAsync(failed.NextLink!);

        Assert.Equal(Profiles.Organization, again.Query("organization"));
        Assert.Equal("/secret?page=7", (await browser.ReturnAsync(again)).Location);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Fact]
    public async Task The_page_of_the_app_gets_the_code_and_the_return_url()
    {
        await using var app = await TestApp.StartAsync(options =>
        {
            options.ErrorPath = "/oops";
            options.ReturnUrlParameter = "back";
        });
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/secret?page=7&x=y");
        var failed = await browser.GetAsync($"{SignInSteps.CallbackPath}?error=oauth_failed&error_description=secret&state={Uri.EscapeDataString(start.Query("state")!)}");

        Assert.Equal("/oops?error=oauth_failed&back=%2Fsecret%3Fpage%3D7%26x%3Dy", failed.Location);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/problem+json")]
    public async Task A_program_gets_problem_details_even_where_the_app_has_a_page(string accept)
    {
        await using var app = await TestApp.StartAsync(options => options.ErrorPath = "/oops");
        var answer = await app.NewBrowser().GetAsync(SignInSteps.CallbackPath + "?error=connection_unlinked", ("Accept", accept));

        Assert.Equal(400, (int)answer.Status);
        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        using var problem = JsonDocument.Parse(answer.Body);
        Assert.Equal("connection_unlinked", problem.RootElement.GetProperty("code").GetString());
        Assert.Equal(400, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.RootElement.GetProperty("title").GetString()!);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("OPTIONS")]
    public async Task A_wrong_method_leaves_the_code_and_the_cookie_for_the_person(string method)
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var callback = SignInSteps.CallbackOf(await browser.StartAsync());

        var scanned = await browser.SendAsync(new HttpMethod(method), callback);
        Assert.Equal(405, (int)scanned.Status);
        Assert.Empty(scanned.SetCookies);

        Assert.Equal("/secret", (await browser.GetAsync(callback)).Location);
    }

    [Fact]
    public async Task The_link_keeps_the_items_of_the_app_and_nothing_of_the_sign_in_that_failed()
    {
        await using var app = await TestApp.StartAsync(options =>
        {
            options.SaveTokens = true;
            options.Events.OnTicketReceived = static context =>
            {
                context.Fail("Not today.");
                return Task.CompletedTask;
            };
        });
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Items = { ["LoginProvider"] = "WorkOS" } };
        var browser = app.NewBrowser();
        var failed = await browser.ReturnAsync(await browser.StartAsync("/challenge"));

        var again = app.ReadState(await browser.StartAsync(failed.NextLink!));

        Assert.Equal("/welcome", again.RedirectUri);
        Assert.Equal([".iat", ".redirect", ".sel", ".xsrf", "LoginProvider", "code_verifier"], again.Items.Keys.Order(StringComparer.Ordinal));
        var link = QueryHelpers.ParseQuery(failed.NextLink![failed.NextLink!.IndexOf('?', StringComparison.Ordinal)..]);
        var kept = RetryFormat.FormatOf(app.OptionsOf(), WorkOsDefaults.AuthenticationScheme).Unprotect(link["retry"])!;
        Assert.Equal([".iat", ".redirect", ".xsrf", "LoginProvider"], kept.Items.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_link_of_a_session_that_could_not_be_kept_does_not_shorten_the_next_one()
    {
        await using var app = await TestApp.StartAsync(settings => settings.Services = static (services, options) =>
        {
            services.AddWorkOs(options);
            services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, cookie => cookie.Events.OnSigningIn = static _ => throw new InvalidOperationException("The store is down."));
        });
        var browser = app.NewBrowser();
        var failed = await browser.ReturnAsync(await browser.StartAsync());

        var again = app.ReadState(await browser.StartAsync(failed.NextLink!));

        Assert.Equal("sign_in_failed", failed.FailureCode);
        Assert.Null(again.IssuedUtc);
        Assert.Null(again.ExpiresUtc);
    }

    [Fact]
    public async Task The_link_lets_go_of_items_that_no_address_has_room_for()
    {
        await using var app = await TestApp.StartAsync();
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Domain = "unknown.example", Items = { ["app"] = new string('x', 9000) } };
        var browser = app.NewBrowser();
        var failed = await browser.GetAsync("/challenge");

        var again = await browser.StartAsync(failed.NextLink!);

        Assert.Equal("organization_not_found", failed.FailureCode);
        Assert.InRange(failed.NextLink!.Length, 1, 8300);
        Assert.Equal("/welcome", (await browser.ReturnAsync(again)).Location);
    }

    [Theory]
    [InlineData("access_denied", "access_denied", 403)]
    [InlineData("token_exchange_rejected", "token_exchange_rejected", 502)]
    [InlineData("%3Cscript%3E", "server_error", 502)]
    public async Task An_error_page_that_wants_a_person_is_replaced_instead_of_going_round(string error, string code, int status)
    {
        await using var app = await TestApp.StartAsync(options => options.ErrorPath = "/secret");
        var browser = app.NewBrowser();

        var answer = await browser.GetAsync($"/secret?error={error}&ReturnUrl=%2Fwelcome");

        Assert.Equal((code, status), (answer.FailureCode, (int)answer.Status));
        Assert.Single(app.Logs.Named("ErrorPageClosed"));
        Assert.Equal("/welcome", (await browser.ReturnAsync(await browser.StartAsync(answer.NextLink!))).Location);
    }

    [Fact]
    public async Task An_error_page_that_nobody_was_sent_to_is_a_page_like_any_other()
    {
        await using var app = await TestApp.StartAsync(options => options.ErrorPath = "/secret");

        Assert.Equal("/secret", (await app.NewBrowser().SignInAsync("/secret")).Location);
    }
}
