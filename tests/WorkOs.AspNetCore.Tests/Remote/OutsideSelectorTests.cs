using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>A site for one customer, in an environment with many: what the query of a request may, and may not, ask for.</summary>
[Trait("Room", "Remote")]
public sealed class OutsideSelectorTests
{
    public static TheoryData<string> OtherConnections =>
    [
        "/auth/sign-in?connection_id=conn_globex",
        "/auth/sign-in?connection_id=conn_globex&organization_id=org_acme",
        CallbackPath + "?code=x&connection_id=conn_globex",
        CallbackPath + "?code=x&connection=conn_globex&organization_id=org_acme",
        CallbackPath + "?error=idp_initiated_sso_disabled&connection_id=conn_globex",
    ];

    public static TheoryData<string> OtherOrganizations =>
    [
        "/auth/sign-in?organization_id=org_globex",
        CallbackPath + "?code=x&organization_id=org_globex",
        CallbackPath + "?code=x&organization=org_globex",
        CallbackPath + "?error=idp_initiated_sso_disabled&organization_id=org_globex",
    ];

    [Theory]
    [MemberData(nameof(OtherConnections))]
    public async Task A_connection_of_another_organization_signs_nobody_in(string url)
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync(url);

        var answer = await browser.ReturnAsync(start);

        Assert.Equal("conn_globex", start.Query("connection"));
        Assert.Equal("organization_mismatch", answer.FailureCode);
        Assert.Equal("nobody", await browser.WhoAsync());
        Assert.Equal("SignInFailed", Assert.Single(app.Logs.Failures).Event.Name);
    }

    [Theory]
    [MemberData(nameof(OtherOrganizations))]
    public async Task Another_organization_is_refused_before_anybody_goes_to_WorkOS(string url)
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();

        var answer = await browser.GetAsync(url);

        Assert.Equal("organization_mismatch", answer.FailureCode);
        Assert.Equal(403, (int)answer.Status);
        Assert.Empty(app.WorkOs.Requests);
        Assert.Equal("SignInFailed", Assert.Single(app.Logs.Failures).Event.Name);

        // The way on is that of the site.
        Assert.Equal(Profiles.Organization, (await browser.GetAsync(answer.NextLink!)).Query("organization"));
    }

    [Fact]
    public async Task The_connection_that_a_lookup_finds_comes_from_outside_too()
    {
        await using var app = await StartAsync(options => options.IdpInitiated = WorkOsIdpInitiated.RestartWithLookup);
        var browser = app.NewBrowser();
        var restarted = await browser.StartAsync($"{CallbackPath}?code={NextCode()}");

        Assert.Equal("conn_globex", restarted.Query("connection"));
        Assert.Equal("organization_mismatch", (await browser.ReturnAsync(restarted)).FailureCode);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Fact]
    public async Task A_lost_cookie_does_not_launder_where_the_connection_came_from()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/auth/sign-in?connection_id=conn_globex");
        browser.Forget(_ => true);
        var restarted = await browser.ReturnAsync(start);

        Assert.Equal("conn_globex", restarted.Query("connection"));
        Assert.Equal("organization_mismatch", (await browser.ReturnAsync(restarted)).FailureCode);
    }

    [Fact]
    public async Task Trying_again_does_not_launder_where_the_connection_came_from()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/auth/sign-in?connection_id=conn_globex");
        var denied = await browser.GetAsync($"{CallbackPath}?error=access_denied&state={Uri.EscapeDataString(start.Query("state")!)}");

        var again = await browser.StartAsync(denied.NextLink!);

        Assert.Equal("conn_globex", again.Query("connection"));
        Assert.Equal("organization_mismatch", (await browser.ReturnAsync(again)).FailureCode);
    }

    [Fact]
    public async Task After_a_refusal_the_next_attempt_is_one_with_the_organization_of_the_site()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var refused = await browser.ReturnAsync(await browser.StartAsync("/auth/sign-in?connection_id=conn_globex"));

        var again = await browser.StartAsync(refused.NextLink!);

        Assert.Equal(Profiles.Organization, again.Query("organization"));
    }

    [Theory]
    [InlineData("/auth/sign-in?connection_id=conn_second&returnUrl=/secret")]
    [InlineData("/auth/sign-in?organization_id=org_acme&returnUrl=/secret")]
    public async Task A_way_in_that_ends_in_the_organization_of_the_site_is_open(string url)
    {
        await using var app = await TestApp.StartAsync();
        app.WorkOs.Profile.With("connection_id", "conn_second");
        var browser = app.NewBrowser();

        Assert.Equal("/secret", (await browser.SignInAsync(url)).Location);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Theory]
    [MemberData(nameof(OtherConnections))]
    [MemberData(nameof(OtherOrganizations))]
    [InlineData("/auth/sign-in?connection_id=%3Cscript%3E")]
    public async Task The_connection_of_the_options_beats_whatever_comes_from_outside(string url)
    {
        await using var app = await TestApp.StartAsync(options =>
        {
            options.Organization = null;
            options.Connection = Profiles.Connection;
        });
        var browser = app.NewBrowser();

        var start = await browser.StartAsync(url);

        Assert.Equal(Profiles.Connection, start.Query("connection"));
        Assert.Null(start.Query("organization"));
    }

    [Fact]
    public async Task A_challenge_of_the_app_may_name_another_organization()
    {
        await using var app = await StartAsync();
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Connection = "conn_globex" };
        var browser = app.NewBrowser();

        Assert.Equal("/welcome", (await browser.SignInAsync("/challenge")).Location);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Fact]
    public async Task The_session_does_not_keep_where_the_connection_came_from()
    {
        string[] kept = [];
        await using var app = await TestApp.StartAsync(options => options.Events.OnTicketReceived = context =>
        {
            kept = [.. context.Properties!.Items.Keys];
            return Task.CompletedTask;
        });

        await app.NewBrowser().SignInAsync("/auth/sign-in?connection_id=" + Profiles.Connection);

        Assert.Equal([".AuthScheme"], kept);
    }

    // Whoever goes to WorkOS comes back from Globex.
    private static Task<TestApp> StartAsync(Action<WorkOsOptions>? options = null) => TestApp.StartAsync(settings =>
    {
        settings.WorkOs.Profile = Profiles.Ada().With("connection_id", "conn_globex").With("organization_id", "org_globex");
        settings.Options = options;
    });
}
