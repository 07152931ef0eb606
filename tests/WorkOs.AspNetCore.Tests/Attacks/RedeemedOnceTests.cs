using System.Net;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Made-up codes, with a state of one's own and without any: how often WorkOS is asked, and who is woken.</summary>
[Trait("Room", "Remote")]
public sealed class RedeemedOnceTests
{
    private const string InvalidGrant = """{"error":"invalid_grant","error_description":"no"}""";

    public static TheoryData<HttpStatusCode, string, LogLevel> Refusals => new()
    {
        { HttpStatusCode.BadRequest, InvalidGrant, LogLevel.Warning },
        { HttpStatusCode.BadRequest, """{"code":"invalid_grant","message":"no"}""", LogLevel.Warning },
        { HttpStatusCode.Unauthorized, InvalidGrant, LogLevel.Warning },
        { HttpStatusCode.BadRequest, """{"error":"invalid_request"}""", LogLevel.Warning },
        { HttpStatusCode.Forbidden, """{"code":"email_verification_required","message":"no"}""", LogLevel.Warning },
        { HttpStatusCode.BadRequest, """{"message":"Must use SSO for selected organization"}""", LogLevel.Warning },
        { HttpStatusCode.UnprocessableEntity, """{"message":"Validation failed"}""", LogLevel.Warning },
        { HttpStatusCode.BadRequest, """{"error":"invalid_client"}""", LogLevel.Error },
        { HttpStatusCode.BadRequest, """{"error":"unauthorized_client"}""", LogLevel.Error },
        { HttpStatusCode.BadRequest, """{"error":"unsupported_grant_type"}""", LogLevel.Error },
        { HttpStatusCode.BadRequest, """{"error":"pkce_not_supported"}""", LogLevel.Error },
        { HttpStatusCode.BadRequest, """{"error":"invalid_target"}""", LogLevel.Error },
        { HttpStatusCode.BadRequest, """{"error":"invalid_scope"}""", LogLevel.Error },
        { HttpStatusCode.Forbidden, """{"code":"unauthorized","message":"no"}""", LogLevel.Error },
        { HttpStatusCode.Forbidden, """{"code":"Unauthorized","message":"no"}""", LogLevel.Error },
        { HttpStatusCode.Unauthorized, """{"code":"invented","message":"no"}""", LogLevel.Error },
        { HttpStatusCode.NotFound, """{"code":"entity_not_found","message":"no"}""", LogLevel.Error },
        { HttpStatusCode.BadRequest, "{}", LogLevel.Error },
        { HttpStatusCode.UnprocessableEntity, "{}", LogLevel.Error },
        { HttpStatusCode.BadRequest, "[]", LogLevel.Error },
        { HttpStatusCode.Unauthorized, """{"error":"Unauthorized"}""", LogLevel.Error },
        { HttpStatusCode.Unauthorized, """{"message":"Unauthorized"}""", LogLevel.Error },
        { HttpStatusCode.Forbidden, """{"message":"Forbidden"}""", LogLevel.Error },
        { HttpStatusCode.NotFound, """{"message":"Not Found"}""", LogLevel.Error },
        { HttpStatusCode.ServiceUnavailable, InvalidGrant, LogLevel.Error },
        { HttpStatusCode.OK, "no json", LogLevel.Error },
    };

    [Fact]
    public async Task A_state_buys_one_call_whatever_codes_come_with_it()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync();
        var cookie = Assert.Single(browser.CorrelationCookies);

        for (var i = 0; i < 200; i++)
        {
            browser.Forget(_ => true);
            browser.Set(cookie.Name, cookie.Value);
            await browser.ReturnAsync(start);
        }

        Assert.Single(app.WorkOs.Requests);
        Assert.DoesNotContain(app.Logs.Ours, line => line.Level > LogLevel.Warning);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Fact]
    public async Task A_state_that_comes_again_starts_a_fresh_sign_in_that_works()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/secret?page=7");
        var cookie = Assert.Single(browser.CorrelationCookies);
        await browser.ReturnAsync(start);
        browser.Set(cookie.Name, cookie.Value);
        app.WorkOs.OnToken = null;

        var restarted = await browser.ReturnAsync(start);

        Assert.Equal("/secret?page=7", (await browser.ReturnAsync(restarted)).Location);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Fact]
    public async Task A_state_without_a_code_is_not_redeemed_by_that()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync();
        var cookie = Assert.Single(browser.CorrelationCookies);
        await browser.GetAsync($"{CallbackPath}?state={Uri.EscapeDataString(start.Query("state")!)}");
        browser.Set(cookie.Name, cookie.Value);

        Assert.Equal("/secret", (await browser.ReturnAsync(start)).Location);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Only_what_is_not_the_fault_of_the_code_wakes_an_operator(HttpStatusCode status, string body, LogLevel level)
    {
        await using var app = await TestApp.StartAsync();
        app.WorkOs.OnToken = (_, _) => Task.FromResult(StubWorkOs.Json(body, status));
        var browser = app.NewBrowser();

        await browser.ReturnAsync(await browser.StartAsync());

        Assert.Equal(level, Assert.Single(app.Logs.Failures).Level);
    }

    [Theory]
    [InlineData("organization_id", "organization_mismatch")]
    [InlineData("connection_id", "connection_mismatch")]
    [InlineData("connection_type", "provider_mismatch")]
    public async Task A_person_of_somewhere_else_wakes_no_operator(string field, string code)
    {
        await using var app = await TestApp.StartAsync();
        app.Challenge = () => new WorkOsChallengeProperties
        {
            Organization = field == "organization_id" ? Profiles.Organization : null,
            Connection = field == "connection_id" ? Profiles.Connection : null,
            Provider = field == "connection_type" ? "GoogleOAuth" : null,
        };
        app.WorkOs.Profile.With(field, "other");
        var browser = app.NewBrowser();

        Assert.Equal(code, (await browser.ReturnAsync(await browser.StartAsync("/challenge"))).FailureCode);
        Assert.Equal(LogLevel.Warning, Assert.Single(app.Logs.Failures).Level);
    }

    [Fact]
    public async Task Look_ups_of_codes_without_a_state_are_thirty_a_minute()
    {
        await using var app = await StartAsync(options => options.IdpInitiated = WorkOsIdpInitiated.RestartWithLookup);

        var answers = await LookUpAsync(app, 200);

        Assert.Equal(30, app.WorkOs.TokenRequests.Count);
        Assert.All(answers[..30], answer => Assert.Equal("token_exchange_rejected", answer.FailureCode));
        Assert.All(answers[30..], answer => Assert.Equal(Profiles.Organization, answer.Query("organization")));

        app.Clock.Advance(TimeSpan.FromSeconds(59));
        await LookUpAsync(app, 5);
        Assert.Equal(30, app.WorkOs.TokenRequests.Count);

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await LookUpAsync(app, 5);
        Assert.Equal(35, app.WorkOs.TokenRequests.Count);
        Assert.DoesNotContain(app.Logs.Ours, line => line.Level > LogLevel.Warning);
    }

    [Fact]
    public async Task A_tile_after_a_quiet_minute_is_looked_up()
    {
        await using var app = await StartAsync(options => options.IdpInitiated = WorkOsIdpInitiated.RestartWithLookup);
        await LookUpAsync(app, 40);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        app.WorkOs.OnToken = null;
        var browser = app.NewBrowser();

        var restarted = await browser.GetAsync($"{CallbackPath}?code={NextCode()}");

        Assert.Equal(Profiles.Connection, restarted.Query("connection"));
        Assert.Equal("/", (await browser.ReturnAsync(restarted)).Location);
    }

    private static async Task<List<BrowserAnswer>> LookUpAsync(TestApp app, int times)
    {
        var answers = new List<BrowserAnswer>();
        for (var i = 0; i < times; i++)
        {
            answers.Add(await app.NewBrowser().GetAsync($"{CallbackPath}?code={NextCode()}"));
        }

        return answers;
    }

    private static async Task<TestApp> StartAsync(Action<WorkOsOptions>? options = null)
    {
        var app = await TestApp.StartAsync(options);
        app.WorkOs.OnToken = static (_, _) => Task.FromResult(StubWorkOs.Json(InvalidGrant, HttpStatusCode.BadRequest));
        return app;
    }
}
