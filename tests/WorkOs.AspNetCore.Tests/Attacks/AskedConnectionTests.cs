using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>AuthKit was asked for a connection, and does not say which one was used.</summary>
[Trait("Room", "AuthKit")]
public sealed class AskedConnectionTests : AuthKitTestBase
{
    private const string AdaOfAcme = "ada@acme.com";

    /// <summary>What the options name, what starts the sign-in, and what the address says in the end.</summary>
    public static TheoryData<string?, string, string> Edits
    {
        get
        {
            (string? Option, string Start)[] starts =
                [("conn_acme", "/secret"), (null, "/challenge?connection=conn_acme"), (null, "/auth/sign-in?connection_id=conn_acme")];
            string[] edits = ["provider=authkit", "provider=GoogleOAuth", "organization_id=org_acme&provider=authkit"];
            var rows = new TheoryData<string?, string, string>();
            foreach (var (start, edit) in starts.SelectMany(_ => edits, (start, edit) => (start, edit)))
            {
                rows.Add(start.Option, start.Start, edit);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Another_way_in_than_the_connection_signs_nobody_in(string? option, string start, string edit) =>
        await AssertRefusedAsync(option, start, edit, AdaOfAcme, WorkOsFailureCodes.ConnectionMismatch);

    [Theory]
    [InlineData("conn_acme", "connection_id=conn_globex", "margaret@acme.com")]
    [InlineData("conn_acme", "organization_id=org_globex", "margaret@acme.com")]
    [InlineData("conn_acme", "connection_id=conn_google", "ada@acme.com")]
    [InlineData("conn_google", "provider=authkit", "ada@acme.com")]
    [InlineData("conn_google", "provider=MicrosoftOAuth", "guest@nowhere.com")]
    [InlineData("conn_google", "connection_id=conn_globex", "margaret@acme.com")]
    [InlineData("conn_google", "provider=AppleOAuth", "ada@acme.com")]
    [InlineData("conn_everybodys", "connection_id=conn_acme", "ada@acme.com")]
    public async Task Another_connection_signs_nobody_in_as_far_as_it_can_be_told_apart(string asked, string edit, string email)
    {
        await AssertRefusedAsync(null, "/challenge?connection=" + asked, edit, email, WorkOsFailureCodes.ConnectionMismatch);
    }

    [Fact]
    public async Task A_connection_without_an_organization_cannot_be_compared_and_signs_nobody_in()
    {
        var app = await StartAppAsync();
        var browser = app.NewBrowser();

        var answer = await app.ReturnAsync(browser, await browser.GetAsync("/challenge?connection=conn_everybodys"), "guest@nowhere.com");

        Assert.Equal(WorkOsFailureCodes.ConnectionMismatch, answer.FailureCode);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Theory]
    [InlineData("authentication_method")]
    [InlineData("organization_id")]
    public async Task What_WorkOS_does_not_say_is_not_what_was_asked_for(string missing)
    {
        var app = await StartAppAsync();
        var browser = app.NewBrowser();
        WorkOs.AuthKit.NextAuthenticateResponse(body => body.Remove(missing));
        WorkOs.AuthKit.NextAccessToken(claims => claims.Remove(missing == "organization_id" ? "org_id" : "none"));

        var answer = await app.ReturnAsync(browser, await browser.GetAsync("/challenge?connection=conn_acme"), AdaOfAcme);

        Assert.Equal(WorkOsFailureCodes.ConnectionMismatch, answer.FailureCode);
        Assert.Equal("nobody", await browser.WhoAsync());
        Assert.Equal(0, Lookups);
    }

    public static TheoryData<int, string, string, LogLevel> LookupFaults => new()
    {
        { 401, """{"message":"Unauthorized"}""", WorkOsFailureCodes.OrganizationLookupFailed, LogLevel.Error },
        { 403, """{"message":"Forbidden"}""", WorkOsFailureCodes.OrganizationLookupFailed, LogLevel.Error },
        { 404, """{"message":"Not found"}""", WorkOsFailureCodes.ConnectionInvalid, LogLevel.Warning },
        { 429, "", WorkOsFailureCodes.OrganizationLookupFailed, LogLevel.Error },
        { 500, "", WorkOsFailureCodes.OrganizationLookupFailed, LogLevel.Error },
        { 200, "<html>", WorkOsFailureCodes.OrganizationLookupFailed, LogLevel.Error },
        { 200, "{}", WorkOsFailureCodes.OrganizationLookupFailed, LogLevel.Error },
        { 200, """{"id":"conn_other","organization_id":"org_acme","connection_type":"GenericSAML"}""", WorkOsFailureCodes.OrganizationLookupFailed, LogLevel.Error },
        { 200, """{"id":"conn_acme","organization_id":"org_acme"}""", WorkOsFailureCodes.OrganizationLookupFailed, LogLevel.Error },
        { 200, """{"id":"conn_acme","organization_id":null,"connection_type":"GenericSAML"}""", WorkOsFailureCodes.ConnectionMismatch, LogLevel.Warning },
        { 200, """{"id":"conn_acme","connection_type":"GenericSAML"}""", WorkOsFailureCodes.ConnectionMismatch, LogLevel.Warning },
        { 200, """{"id":"conn_acme","organization_id":"org_globex","connection_type":"GenericSAML"}""", WorkOsFailureCodes.ConnectionMismatch, LogLevel.Warning },
    };

    [Theory]
    [MemberData(nameof(LookupFaults))]
    public async Task A_connection_that_cannot_be_found_out_signs_nobody_in_and_is_asked_for_again(int status, string body, string code, LogLevel level)
    {
        var app = await StartAppAsync();
        var browser = app.NewBrowser();
        WorkOs.FailNext("/connections/conn_acme", status, body);

        var answer = await app.ReturnAsync(browser, await browser.GetAsync("/challenge?connection=conn_acme"), AdaOfAcme);

        Assert.Equal(code, answer.FailureCode);
        Assert.Equal(level, Assert.Single(app.Logs.Failures).Level);
        Assert.Equal("nobody", await browser.WhoAsync());
        if (code != WorkOsFailureCodes.ConnectionMismatch)
        {
            Assert.Equal("/me", (await app.ReturnAsync(browser, await browser.GetAsync("/challenge?connection=conn_acme"), AdaOfAcme)).Location);
        }
    }

    [Fact]
    public async Task A_link_with_a_connection_that_was_made_up_wakes_nobody()
    {
        var app = await StartAppAsync();
        var browser = app.NewBrowser();
        var start = await browser.GetAsync("/auth/sign-in?connection_id=conn_made_up");

        var answer = await app.ReturnAsync(browser, start.With("connection_id=conn_acme"), AdaOfAcme);

        Assert.Equal(WorkOsFailureCodes.ConnectionInvalid, answer.FailureCode);
        Assert.Equal(LogLevel.Warning, Assert.Single(app.Logs.Failures).Level);
    }

    [Theory]
    [InlineData("conn_acme", "/secret", "ada@acme.com", "org_acme")]
    [InlineData(null, "/challenge?connection=conn_acme", "margaret@acme.com", "org_acme")]
    [InlineData(null, "/challenge?connection=conn_globex", "margaret@acme.com", "org_globex")]
    [InlineData(null, "/challenge?connection=conn_google", "ada@acme.com", "org_acme")]
    [InlineData(null, "/auth/sign-in?connection_id=conn_acme", "ada@acme.com", "org_acme")]
    public async Task Who_comes_through_the_connection_is_signed_in(string? option, string challenge, string email, string organization)
    {
        var app = await StartAppAsync(Site(option));
        var browser = app.NewBrowser();

        var answer = await app.ReturnAsync(browser, await browser.GetAsync(challenge), email);

        Assert.Null(answer.FailureCode);
        Assert.Contains($"org_id={organization}", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
        Assert.Equal(1, Lookups);
    }

    [Theory]
    [InlineData("org_acme", WorkOsFailureCodes.TokenExchangeRejected, 2)]
    [InlineData("org_globex", WorkOsFailureCodes.OrganizationMismatch, 1)]
    public async Task Where_WorkOS_lets_the_person_choose_the_organization_of_the_connection_is_chosen(string offered, string code, int calls)
    {
        var app = await StartAppAsync();
        var browser = app.NewBrowser();
        var start = await browser.GetAsync("/challenge?connection=conn_acme");
        WorkOs.FailNext(
            WorkOsSandboxEndpoints.AuthKitAuthenticate,
            403,
            $$"""{"code":"organization_selection_required","pending_authentication_token":"pending","organizations":[{"id":"{{offered}}","name":"One"}]}""");

        var answer = await app.ReturnAsync(browser, start, AdaOfAcme);

        // The sandbox does not know the token; that it was asked is enough.
        Assert.Equal((code, calls), (answer.FailureCode, Refreshes));
        Assert.Equal(1, Lookups);
    }

    [Fact]
    public async Task A_connection_of_a_provider_may_come_back_as_single_sign_on()
    {
        var app = await StartAppAsync();
        var browser = app.NewBrowser();
        WorkOs.AuthKit.NextAuthenticateResponse(body => body["authentication_method"] = "SSO");

        var answer = await app.ReturnAsync(browser, await browser.GetAsync("/challenge?connection=conn_google"), AdaOfAcme);

        Assert.Equal("/me", answer.Location);
    }

    [Fact]
    public async Task What_WorkOS_says_about_a_connection_is_remembered_for_five_minutes()
    {
        var app = await StartAppAsync();
        await SignInAsync(app);
        Clock.Advance(TimeSpan.FromSeconds(299));
        await SignInAsync(app);
        Assert.Equal(1, Lookups);

        Clock.Advance(TimeSpan.FromSeconds(1));
        await SignInAsync(app);

        Assert.Equal(2, Lookups);
    }

    [Fact]
    public async Task Sign_ins_at_one_time_share_one_lookup()
    {
        var app = await StartAppAsync();
        var release = new TaskCompletionSource();
        WorkOs.FailNext(WorkOsSandboxEndpoints.Connections + "/", new WorkOsSandboxFault { Until = release.Task });

        var signIns = Enumerable.Range(0, 5).Select(_ => SignInAsync(app)).ToList();
        while (Refreshes < signIns.Count || Lookups < 1)
        {
            await Task.Yield();
        }

        release.SetResult();
        await Task.WhenAll(signIns);

        Assert.Equal(1, Lookups);
    }

    [Fact]
    public async Task Other_selectors_ask_for_no_connection()
    {
        var app = await StartAppAsync();

        await app.SignInAsync(AdaOfAcme);

        Assert.Equal(0, Lookups);
    }

    private int Lookups => WorkOs.CountOf(WorkOsSandboxEndpoints.Connections + "/");

    private static async Task SignInAsync(AuthKitApp app)
    {
        var browser = app.NewBrowser();
        var answer = await app.ReturnAsync(browser, await browser.GetAsync("/challenge?connection=conn_acme"), AdaOfAcme);
        Assert.Equal("/me", answer.Location);
    }

    private async Task AssertRefusedAsync(string? option, string challenge, string edit, string email, string code)
    {
        var app = await StartAppAsync(Site(option));
        var browser = app.NewBrowser();

        var answer = await app.ReturnAsync(browser, (await browser.GetAsync(challenge)).With(edit), email);

        Assert.Equal(code, answer.FailureCode);
        Assert.Equal(LogLevel.Warning, Assert.Single(app.Logs.Failures).Level);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    private static AuthKitAppSettings Site(string? connection) => new()
    {
        Options = options =>
        {
            options.Connection = connection;
            options.OrganizationSelectionPath = "/choices";
        },
    };

    protected override void Configure(WorkOsSandboxBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder
            .AddConnection("conn_acme", "org_acme")
            .AddConnection("conn_google", "org_acme", "GoogleOAuth")
            .AddConnection("conn_everybodys", organizationId: null, "MicrosoftOAuth")
            .AddPerson("org_acme", AdaOfAcme, person => person.WithName("Ada", "Lovelace").AddRoles("admin").WithConnection("conn_google"))
            .AddPerson(organizationId: null, "guest@nowhere.com", person => person.WithConnection("conn_everybodys"));
    }
}
