using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>A site for one customer, in an environment with many: a query may choose the way in, but not another organization.</summary>
[Trait("Room", "AuthKit")]
public sealed class AuthKitOutsideSelectorTests : AuthKitTestBase
{
    private const string Callback = "/signin-workos-authkit";

    [Theory]
    [InlineData("/auth/sign-in?connection_id=conn_globex")]
    [InlineData(Callback + "?code=x&connection_id=conn_globex")]
    public async Task A_connection_of_another_organization_signs_nobody_in(string url)
    {
        var app = await StartAppAsync(ForAcme());
        var browser = app.NewBrowser();

        var answer = await app.ReturnAsync(browser, await browser.GetAsync(url), "margaret@acme.com");

        Assert.Equal("organization_mismatch", answer.FailureCode);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Theory]
    [InlineData("/auth/sign-in?organization_id=org_globex")]
    [InlineData(Callback + "?code=x&organization_id=org_globex")]
    public async Task Another_organization_is_refused_before_anybody_goes_to_WorkOS(string url)
    {
        var app = await StartAppAsync(ForAcme());

        Assert.Equal("organization_mismatch", (await app.NewBrowser().GetAsync(url)).FailureCode);
    }

    [Theory]
    [InlineData("connection_id=conn_acme")]
    [InlineData("organization_id=org_acme")]
    public async Task A_way_in_that_ends_in_the_organization_of_the_site_is_open(string query)
    {
        var app = await StartAppAsync(ForAcme());

        var browser = app.NewBrowser();

        var answer = await app.ReturnAsync(browser, await browser.GetAsync("/auth/sign-in?returnUrl=/me&" + query), "margaret@acme.com");

        Assert.Equal("/me", answer.Location);
    }

    [Fact]
    public async Task There_is_nothing_to_choose_where_the_sign_in_must_end_in_one_organization()
    {
        var app = await StartAppAsync(ForAcme());
        var browser = app.NewBrowser();
        var start = await browser.GetAsync("/auth/sign-in?connection_id=conn_globex");
        WorkOs.FailNext(
            WorkOsSandboxEndpoints.AuthKitAuthenticate,
            403,
            """{"code":"organization_selection_required","pending_authentication_token":"pending","organizations":[{"id":"org_globex","name":"Globex"}]}""");

        var answer = await app.ReturnAsync(browser, start, "margaret@acme.com");

        Assert.Equal("organization_selection_required", answer.FailureCode);
        Assert.Equal(string.Empty, (await browser.GetAsync("/choices")).Body);
    }

    private static AuthKitAppSettings ForAcme() => new()
    {
        Options = static options =>
        {
            options.Organization = "org_acme";
            options.OrganizationSelectionPath = "/choices";
        },
    };
}
