using System.Net;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class SsoAuthorizeTests : SandboxTest
{
    [Theory]
    [InlineData("organization", "org_acme", "ada@acme.com")]
    [InlineData("connection", "conn_acme", "ada@acme.com")]
    [InlineData("connection", "conn_two_b", "b@two.com")]
    [InlineData("provider", "GoogleOAuth", "ada@acme.com")]
    [InlineData("provider", "GenericOIDC", "b@two.com")]
    public async Task A_selector_leads_to_a_code_with_the_state_as_it_was_sent(string selector, string value, string email)
    {
        var url = Caller.SsoAuthorizeUrl(("organization", null), (selector, value));

        var callback = SandboxCaller.QueryOf(await WorkOs.CompleteSignInAsync(url, email));

        Assert.Equal(["code", "state"], callback.Keys.Order());
        Assert.Equal("st&ate=+/", callback["state"]);
        Assert.Equal(26, callback["code"].Length);
    }

    [Theory]
    [InlineData(null, null, "invalid_connection_selector")]
    [InlineData("connection", "", "invalid_connection_selector")]
    [InlineData("organization", "", "invalid_connection_selector")]
    [InlineData("provider", "authkit", "invalid_connection_selector")]
    [InlineData("provider", "googleoauth", "invalid_connection_selector")]
    [InlineData("provider", "SlackOAuth", "connection_strategy_invalid")]
    [InlineData("connection", "conn_nobody", "connection_invalid")]
    [InlineData("connection", "CONN_ACME", "connection_invalid")]
    [InlineData("connection", "conn_off", "connection_unlinked")]
    [InlineData("organization", "org_off", "connection_unlinked")]
    [InlineData("organization", "org_nobody", "organization_invalid")]
    [InlineData("organization", "org_two", "ambiguous_connection_selector")]
    [InlineData("domain", "acme.com", "domain_connection_selector_not_allowed")]
    public async Task A_selector_that_leads_nowhere_goes_back_with_its_error_and_the_state(string? selector, string? value, string error)
    {
        var changes = selector is null ? [] : new (string, string?)[] { (selector, value) };
        var callback = await Caller.RedirectOfAsync(Caller.SsoAuthorizeUrl([("organization", null), .. changes]));

        var query = SandboxCaller.QueryOf(callback);
        Assert.StartsWith(SandboxCaller.Callback, callback.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(error, query["error"]);
        Assert.NotEmpty(query["error_description"]);
        Assert.Equal("st&ate=+/", query["state"]);
        Assert.DoesNotContain("code", query.Keys);
    }

    [Theory]
    [InlineData("connection", "conn_acme")]
    [InlineData("connection", "")]
    [InlineData("provider", "GoogleOAuth")]
    [InlineData("provider", "")]
    public async Task Two_selectors_are_refused(string name, string value)
    {
        var callback = await Caller.RedirectOfAsync(Caller.SsoAuthorizeUrl((name, value)));

        Assert.Equal("invalid_connection_selector", SandboxCaller.QueryOf(callback)["error"]);
    }

    [Theory]
    [InlineData("client_id", null)]
    [InlineData("client_id", "client_other")]
    [InlineData("redirect_uri", null)]
    [InlineData("redirect_uri", "")]
    [InlineData("redirect_uri", "https://evil.example/signin-workos")]
    [InlineData("response_type", null)]
    [InlineData("response_type", "token")]
    [InlineData("prompt", "consent")]
    [InlineData("code_challenge", "short")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")]
    [InlineData("code_challenge_method", "S256")]
    public async Task A_request_that_may_not_be_redirected_ends_on_a_page(string name, string? value)
    {
        var page = await Caller.PageAsync(Caller.SsoAuthorizeUrl((name, value)), HttpStatusCode.BadRequest);

        Assert.Equal("This sign-in can't go on", page.QuerySelector("main h1")?.TextContent);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("s256")]
    [InlineData("")]
    public async Task A_code_challenge_of_another_method_is_refused(string method)
    {
        await Caller.PageAsync(
            Caller.SsoAuthorizeUrl(("code_challenge", SandboxCaller.Challenge), ("code_challenge_method", method)), HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("redirect_uri")]
    [InlineData("state")]
    [InlineData("organization")]
    [InlineData("anything")]
    public async Task A_repeated_parameter_is_refused(string name)
    {
        var value = Caller.SsoParameters().GetValueOrDefault(name) ?? "x";
        var twice = $"&{name}={Uri.EscapeDataString(value)}&{name}={Uri.EscapeDataString(value)}";

        await Caller.PageAsync(new(Caller.SsoAuthorizeUrl((name, null)).AbsoluteUri + twice), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Without_a_state_none_comes_back()
    {
        var callback = await WorkOs.CompleteSignInAsync(Caller.SsoAuthorizeUrl(("state", null)), "ada@acme.com");

        Assert.Equal(["code"], SandboxCaller.QueryOf(callback).Keys);
    }

    [Fact]
    public async Task A_person_of_a_foreign_domain_is_not_allowed_in_an_organization_with_domains()
    {
        var callback = await WorkOs.CompleteSignInAsync(Caller.SsoAuthorizeUrl(), "guest@elsewhere.com");

        Assert.Equal("profile_not_allowed_outside_organization", SandboxCaller.QueryOf(callback)["error"]);
    }

    [Fact]
    public async Task The_next_authorize_request_can_be_made_to_fail_with_any_code()
    {
        WorkOs.FailNextAuthorize("server_error", "Something went wrong.");

        var failed = SandboxCaller.QueryOf(await Caller.RedirectOfAsync(Caller.SsoAuthorizeUrl()));
        var next = SandboxCaller.QueryOf(await WorkOs.CompleteSignInAsync(Caller.SsoAuthorizeUrl(), "ada@acme.com"));

        Assert.Equal(("server_error", "Something went wrong.", "st&ate=+/"), (failed["error"], failed["error_description"], failed["state"]));
        Assert.Contains("code", next.Keys);
    }

    [Fact]
    public async Task Signing_in_by_hand_tells_why_the_sandbox_refused()
    {
        var url = Caller.SsoAuthorizeUrl(("redirect_uri", "https://evil.example/"));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => WorkOs.CompleteSignInAsync(url, "ada@acme.com"));

        Assert.Contains("redirect_uri", refusal.Message, StringComparison.Ordinal);
    }
}
