using System.Net;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>AuthKit was asked for an organization; somebody edits the address to WorkOS to reach the page on which one may choose.</summary>
[Trait("Room", "AuthKit")]
public sealed class AskedOrganizationTests : AuthKitTestBase
{
    private const string Margaret = "margaret@acme.com";

    /// <summary>What the options name, what the challenge names, and what the address says in the end.</summary>
    public static TheoryData<string?, string, string> Edits => new()
    {
        { "org_acme", "/secret", "provider=authkit" },
        { "org_acme", "/secret", "provider=GoogleOAuth" },
        { null, "/challenge?organization=org_acme", "provider=authkit" },
        { null, "/challenge?organization=org_acme", "provider=GoogleOAuth" },
        { null, "/challenge?organization=org_acme&provider=authkit", "provider=authkit" },
        { null, "/challenge?organization=org_acme&provider=authkit", "provider=GoogleOAuth" },
        { null, "/challenge?connection=conn_acme", "provider=authkit" },
        { null, "/auth/sign-in?organization_id=org_acme", "provider=authkit" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Another_organization_than_the_one_that_was_asked_for_is_never_offered(string? option, string challenge, string edit)
    {
        var app = await StartAppAsync(Site(option));
        var browser = app.NewBrowser();

        var answer = await app.ReturnAsync(browser, (await browser.GetAsync(challenge)).With(edit), Margaret);

        Assert.NotEqual("/choices", answer.Location);
        Assert.Empty((await browser.GetAsync("/choices")).Body);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.GetAsync("/choose?organization=org_globex")).Status);
        Assert.DoesNotContain("org_id=org_globex", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("org_acme", "/secret")]
    [InlineData(null, "/challenge?organization=org_acme")]
    [InlineData(null, "/challenge?organization=org_acme&provider=authkit")]
    public async Task Another_organization_in_the_address_signs_nobody_in(string? option, string challenge)
    {
        var app = await StartAppAsync(Site(option));
        var browser = app.NewBrowser();

        var answer = await app.ReturnAsync(browser, (await browser.GetAsync(challenge)).With("organization_id=org_globex"), Margaret);

        Assert.Equal(WorkOsFailureCodes.OrganizationMismatch, answer.FailureCode);
        Assert.Equal("nobody", await browser.WhoAsync());
        AssertNobodyIsWoken(app);
    }

    [Theory]
    [InlineData("org_elsewhere", "/secret")]
    [InlineData(null, "/challenge?organization=org_elsewhere")]
    [InlineData(null, "/challenge?organization=org_elsewhere&provider=authkit")]
    public async Task Who_does_not_belong_to_the_organization_that_was_asked_for_has_nothing_to_choose(string? option, string challenge)
    {
        var app = await StartAppAsync(Site(option));
        var browser = app.NewBrowser();

        var answer = await app.ReturnAsync(browser, (await browser.GetAsync(challenge)).With("provider=authkit"), Margaret);

        Assert.Equal(WorkOsFailureCodes.OrganizationMismatch, answer.FailureCode);
        Assert.Empty((await browser.GetAsync("/choices")).Body);
        Assert.Equal("nobody", await browser.WhoAsync());
        AssertNobodyIsWoken(app);
    }

    [Theory]
    [InlineData(null, "/challenge?provider=GoogleOAuth", "provider=authkit")]
    [InlineData(null, "/challenge?provider=GoogleOAuth", "provider=MicrosoftOAuth")]
    public async Task A_choice_does_not_make_up_for_another_provider(string? option, string challenge, string edit)
    {
        var app = await StartAppAsync(Site(option));
        var browser = app.NewBrowser();
        await app.ReturnAsync(browser, (await browser.GetAsync(challenge)).With(edit), Margaret);

        var answer = await browser.GetAsync("/choose?organization=org_globex");

        Assert.Equal(WorkOsFailureCodes.ProviderMismatch, answer.FailureCode);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Fact]
    public async Task A_provider_that_WorkOS_does_not_name_is_not_the_one_that_was_asked_for()
    {
        var app = await StartAppAsync(Site(null));
        var browser = app.NewBrowser();
        WorkOs.AuthKit.NextAuthenticateResponse(body => body.Remove("authentication_method"));

        var answer = await app.ReturnAsync(browser, await browser.GetAsync("/challenge?provider=GoogleOAuth"), "ada@acme.com");

        Assert.Equal(WorkOsFailureCodes.ProviderMismatch, answer.FailureCode);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Fact]
    public async Task What_WorkOS_makes_of_a_choice_must_be_the_choice()
    {
        var app = await StartAppAsync(Site(null));
        var browser = app.NewBrowser();
        await app.ReturnAsync(browser, await browser.GetAsync("/secret"), Margaret);
        WorkOs.AuthKit.NextAccessToken(claims => claims["org_id"] = "org_acme");

        var answer = await browser.GetAsync("/choose?organization=org_globex");

        Assert.Equal(WorkOsFailureCodes.OrganizationMismatch, answer.FailureCode);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Theory]
    [InlineData("org_globex", "/secret", "org_globex")]
    [InlineData(null, "/challenge?organization=org_acme", "org_acme")]
    [InlineData(null, "/challenge?organization=org_globex&provider=authkit", "org_globex")]
    public async Task Who_belongs_to_several_organizations_is_in_the_one_that_was_asked_for_without_a_choice(string? option, string challenge, string organization)
    {
        var app = await StartAppAsync(Site(option));
        var browser = app.NewBrowser();

        // WorkOS may ask all the same, here because the hosted page forgot the organization.
        var answer = await app.ReturnAsync(browser, (await browser.GetAsync(challenge)).With("provider=authkit"), Margaret);

        Assert.Null(answer.FailureCode);
        Assert.Contains($"org_id={organization}", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/secret")]
    [InlineData("/challenge?provider=GoogleOAuth")]
    public async Task Who_was_asked_for_no_organization_chooses_among_all_of_theirs(string challenge)
    {
        var app = await StartAppAsync(Site(null));
        var browser = app.NewBrowser();

        Assert.Equal("/choices", (await app.ReturnAsync(browser, await browser.GetAsync(challenge), Margaret)).Location);
        Assert.Equal("org_acme,org_globex", (await browser.GetAsync("/choices")).Body);
        await browser.GetAsync("/choose?organization=org_globex");

        Assert.Contains("org_id=org_globex", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
    }

    private static void AssertNobodyIsWoken(AuthKitApp app) =>
        Assert.All(app.Logs.Failures, line => Assert.Equal(LogLevel.Warning, line.Level));

    private static AuthKitAppSettings Site(string? organization) => new()
    {
        Options = options =>
        {
            options.Organization = organization;
            options.OrganizationSelectionPath = "/choices";
        },
    };

    protected override void Configure(WorkOsSandboxBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddOrganization("org_elsewhere", "Elsewhere");
    }
}
