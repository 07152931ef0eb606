using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class AuthKitAuthorizeTests : AuthKitTest
{
    [Theory]
    [InlineData("authkit", null, null, "Password", null)]
    [InlineData("authkit", "org_globex", null, "Password", "org_globex")]
    [InlineData(null, "org_globex", null, "SSO", "org_globex")]
    [InlineData(null, null, "conn_globex", "SSO", "org_globex")]
    [InlineData("GoogleOAuth", null, null, "GoogleOAuth", null)]
    public async Task A_selector_leads_to_a_sign_in_by_its_method(string? provider, string? organization, string? connection, string method, string? signedInTo)
    {
        var email = signedInTo is null ? "free@nowhere.com" : "margaret@acme.com";

        var body = await SignInAsync(email, ("provider", provider), ("organization_id", organization), ("connection_id", connection));

        Assert.Equal((method, signedInTo), ((string?)body["authentication_method"], (string?)body["organization_id"]));
        Assert.Equal(signedInTo is not null, body.ContainsKey("organization_id"));
    }

    [Theory]
    [InlineData(null, null, null, "invalid_connection_selector")]
    [InlineData("", null, null, "invalid_connection_selector")]
    [InlineData("authkit", null, "conn_acme", "invalid_connection_selector")]
    [InlineData("GoogleOAuth", "org_acme", null, "invalid_connection_selector")]
    [InlineData(null, "org_acme", "conn_acme", "invalid_connection_selector")]
    [InlineData("AuthKit", null, null, "invalid_connection_selector")]
    [InlineData("authkit", "org_nobody", null, "organization_invalid")]
    [InlineData(null, "org_nobody", null, "organization_invalid")]
    [InlineData(null, null, "conn_nobody", "connection_invalid")]
    public async Task A_selector_that_leads_nowhere_goes_back_with_its_error(string? provider, string? organization, string? connection, string error)
    {
        var query = SandboxCaller.QueryOf(await Caller.RedirectOfAsync(
            AuthorizeUrl(("provider", provider), ("organization_id", organization), ("connection_id", connection))));

        Assert.Equal((error, "st&ate=+/"), (query["error"], query["state"]));
    }

    [Theory]
    [InlineData("client_id", "client_other")]
    [InlineData("redirect_uri", "https://evil.example/")]
    [InlineData("response_type", "token")]
    [InlineData("screen_hint", "login")]
    [InlineData("max_age", "soon")]
    [InlineData("max_age", "-1")]
    [InlineData("code_challenge", "short")]
    public async Task A_malformed_request_ends_on_a_page(string name, string value)
    {
        await Caller.PageAsync(AuthorizeUrl((name, value)), HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("screen_hint", "sign-in")]
    [InlineData("max_age", "0")]
    public async Task Hints_for_the_hosted_page_are_refused_elsewhere(string name, string value)
    {
        await Caller.PageAsync(AuthorizeUrl(("provider", "GoogleOAuth"), (name, value)), HttpStatusCode.BadRequest);
        await Caller.RedirectOfAsync(AuthorizeUrl((name, value)));
    }

    [Fact]
    public async Task The_page_lists_each_user_once_and_offers_impersonation()
    {
        var page = await Caller.PageAsync(await Caller.RedirectOfAsync(AuthorizeUrl(("screen_hint", "sign-up"), ("login_hint", "margaret@acme.com"))));

        Assert.Equal("Sign up", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(
            ["ada@acme.com", "margaret@acme.com", "free@nowhere.com"],
            page.QuerySelectorAll<IHtmlInputElement>("input[name=person]").Select(input => input.Value));
        Assert.Equal("margaret@acme.com", page.QuerySelector<IHtmlInputElement>("input[name=person]:checked")!.Value);
        Assert.NotNull(page.QuerySelector("label input[name=impersonate]"));
    }

    [Fact]
    public async Task A_code_of_one_product_is_no_code_of_the_other()
    {
        var sso = await Caller.SsoCodeAsync();
        var authKit = await CodeAsync();

        Assert.Equal("invalid_grant", (string?)(await AuthenticateAsync(sso)).Body["error"]);
        Assert.Equal("invalid_grant", (string?)(await Caller.RedeemAsync(authKit)).Body["error"]);
    }

    [Fact]
    public async Task The_next_authorize_request_can_be_made_to_fail()
    {
        WorkOs.FailNextAuthorize("oauth_failed");

        Assert.Equal("oauth_failed", SandboxCaller.QueryOf(await Caller.RedirectOfAsync(AuthorizeUrl()))["error"]);
    }
}
