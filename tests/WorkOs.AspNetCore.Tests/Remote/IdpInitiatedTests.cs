using System.Net;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>Callbacks without a state: a tile at the identity provider, or somebody who pretends to be one.</summary>
[Trait("Room", "Remote")]
public sealed class IdpInitiatedTests
{
    [Theory]
    [InlineData("code=x&connection_id=conn_tile", "connection", "conn_tile")]
    [InlineData("code=x&connection=conn_tile", "connection", "conn_tile")]
    [InlineData("code=x&organization_id=org_tile", "organization", "org_tile")]
    [InlineData("code=x&organization=org_tile", "organization", "org_tile")]
    [InlineData("code=x&connection_id=conn_tile&organization_id=org_tile", "connection", "conn_tile")]
    [InlineData("code=x&connection=conn_other&connection_id=conn_tile", "connection", "conn_tile")]
    [InlineData("code=x&organization_id=org_other&connection=conn_tile", "connection", "conn_tile")]
    [InlineData("code=x&organization=org_other&organization_id=org_tile", "organization", "org_tile")]
    [InlineData("error=idp_initiated_sso_disabled&connection_id=conn_tile&organization_id=org_tile", "connection", "conn_tile")]
    [InlineData("error=idp_initiated_sso_disabled&connection=conn_tile", "connection", "conn_tile")]
    [InlineData("error=idp_initiated_sso_disabled&organization=org_tile", "organization", "org_tile")]
    [InlineData("error=idp_initiated_sso_disabled", "organization", Profiles.Organization)]
    [InlineData("code=x", "organization", Profiles.Organization)]
    public async Task A_tile_starts_a_fresh_sign_in_and_its_code_is_not_redeemed(string query, string selector, string value)
    {
        await using var app = await TestApp.StartAsync(options => options.Organization = query is "code=x" or "error=idp_initiated_sso_disabled" ? value : null);
        app.WorkOs.Profile = Profiles.Ada().With("connection_id", "conn_tile").With("organization_id", selector == "organization" ? value : null);
        var browser = app.NewBrowser();

        var restarted = await browser.GetAsync($"{CallbackPath}?{query}");

        Assert.True(restarted.GoesToWorkOs);
        Assert.Equal(value, restarted.Query(selector));
        Assert.Empty(app.WorkOs.Requests);
        Assert.Equal("nobody", await browser.WhoAsync());

        Assert.Equal("/", (await browser.ReturnAsync(restarted)).Location);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
        Assert.Empty(app.Logs.Failures);
    }

    [Fact]
    public async Task Without_anything_to_go_by_the_tile_leads_to_the_sign_in_page()
    {
        await using var app = await TestApp.StartAsync(options =>
        {
            options.Organization = null;
            options.SignInPath = "/login";
        });

        Assert.Equal("/login?ReturnUrl=%2F", (await app.NewBrowser().GetAsync(CallbackPath + "?code=x")).Location);
    }

    [Fact]
    public async Task Without_anything_to_go_by_and_without_a_sign_in_page_the_tile_is_a_failure()
    {
        await using var app = await TestApp.StartAsync(options => options.Organization = null);

        Assert.Equal("idp_initiated", (await app.NewBrowser().GetAsync(CallbackPath + "?code=x")).FailureCode);
        Assert.Equal("idp_initiated_sso_disabled", (await app.NewBrowser().GetAsync(CallbackPath + "?error=idp_initiated_sso_disabled")).FailureCode);
    }

    [Theory]
    [InlineData("code=x", "idp_initiated")]
    [InlineData("code=x&connection_id=conn_tile", "idp_initiated")]
    [InlineData("error=idp_initiated_sso_disabled", "idp_initiated_sso_disabled")]
    public async Task An_app_may_refuse_tiles(string query, string code)
    {
        await using var app = await TestApp.StartAsync(options => options.IdpInitiated = WorkOsIdpInitiated.Reject);

        Assert.Equal(code, (await app.NewBrowser().GetAsync($"{CallbackPath}?{query}")).FailureCode);
        Assert.Empty(app.WorkOs.Requests);
    }

    [Fact]
    public async Task A_lookup_learns_the_connection_and_throws_the_profile_away()
    {
        await using var app = await TestApp.StartAsync(options => options.IdpInitiated = WorkOsIdpInitiated.RestartWithLookup);
        var browser = app.NewBrowser();
        var code = NextCode();

        var restarted = await browser.GetAsync($"{CallbackPath}?code={code}");

        Assert.Equal(Profiles.Connection, restarted.Query("connection"));
        Assert.Equal("nobody", await browser.WhoAsync());
        Assert.Equal(code, Assert.Single(app.WorkOs.TokenRequests).Field("code"));

        await app.NewBrowser().GetAsync($"{CallbackPath}?code={code}");
        Assert.Single(app.WorkOs.TokenRequests);
    }

    [Fact]
    public async Task A_lookup_is_left_out_where_the_request_names_the_connection()
    {
        await using var app = await TestApp.StartAsync(options => options.IdpInitiated = WorkOsIdpInitiated.RestartWithLookup);

        Assert.Equal("conn_tile", (await app.NewBrowser().GetAsync(CallbackPath + "?code=x&connection_id=conn_tile")).Query("connection"));
        Assert.Empty(app.WorkOs.Requests);
    }

    [Fact]
    public async Task A_lookup_that_fails_is_a_failure_of_the_exchange()
    {
        await using var app = await TestApp.StartAsync(options => options.IdpInitiated = WorkOsIdpInitiated.RestartWithLookup);
        app.WorkOs.OnToken = static (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError);

        Assert.Equal("token_exchange_unavailable", (await app.NewBrowser().GetAsync($"{CallbackPath}?code={NextCode()}")).FailureCode);
    }

    [Theory]
    [InlineData(WorkOsIdpInitiated.Restart)]
    [InlineData(WorkOsIdpInitiated.Reject)]
    [InlineData(WorkOsIdpInitiated.RestartWithLookup)]
    public async Task A_stolen_code_signs_nobody_in(WorkOsIdpInitiated mode)
    {
        await using var app = await TestApp.StartAsync(options => options.IdpInitiated = mode);
        var victim = app.NewBrowser();

        for (var i = 0; i < 5; i++)
        {
            await victim.GetAsync($"{CallbackPath}?code={NextCode()}");
            Assert.Equal("nobody", await victim.WhoAsync());
        }
    }

    [Fact]
    public async Task Tiles_that_nobody_clicks_do_not_loop()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var answers = new List<BrowserAnswer>();
        for (var i = 0; i < 10; i++)
        {
            answers.Add(await browser.GetAsync($"{CallbackPath}?code={NextCode()}"));
        }

        Assert.Equal(3, answers.Count(answer => answer.GoesToWorkOs));
        Assert.All(answers[3..], answer => Assert.Equal("idp_initiated", answer.FailureCode));

        // A while later it is a person again.
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.True((await browser.GetAsync($"{CallbackPath}?code={NextCode()}")).GoesToWorkOs);
    }

    [Fact]
    public async Task Sign_ins_that_the_user_started_in_other_tabs_do_not_count_as_tiles()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        for (var i = 0; i < 3; i++)
        {
            await browser.StartAsync();
        }

        Assert.True((await browser.GetAsync($"{CallbackPath}?code={NextCode()}")).GoesToWorkOs);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "token_exchange_rejected", LogLevel.Warning)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "token_exchange_unavailable", LogLevel.Error)]
    public async Task A_made_up_code_wakes_no_operator(HttpStatusCode status, string code, LogLevel level)
    {
        await using var app = await TestApp.StartAsync(options => options.IdpInitiated = WorkOsIdpInitiated.RestartWithLookup);
        app.WorkOs.OnToken = (_, _) => Task.FromResult(StubWorkOs.Json("""{"error":"invalid_grant"}""", status));

        await app.NewBrowser().GetAsync($"{CallbackPath}?code={NextCode()}");

        var line = Assert.Single(app.Logs.Failures);
        Assert.Equal((code, level), (line["Code"], line.Level));
    }
}
