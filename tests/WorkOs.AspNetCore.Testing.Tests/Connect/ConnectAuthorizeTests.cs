using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class ConnectAuthorizeTests : ConnectTest
{
    public static TheoryData<string, string, string?, string> Refusals() => new()
    {
        { "another response type", "response_type", "token", "unsupported_response_type" },
        { "no response type", "response_type", null, "unsupported_response_type" },
        { "form_post", "response_mode", "form_post", "invalid_request" },
        { "plain PKCE", "code_challenge_method", "plain", "invalid_request" },
        { "PKCE without a method", "code_challenge_method", null, "invalid_request" },
        { "a short challenge", "code_challenge", "short", "invalid_request" },
        { "a scope of another application", "scope", "openid posts:write", "invalid_scope" },
        { "an unknown organization", "organization_id", "org_nobody", "invalid_request" },
    };

    [Fact]
    public async Task A_first_party_application_gets_its_code_without_consent()
    {
        var callback = await WorkOs.CompleteSignInAsync(AuthorizeConnect(First), "ada@acme.com");

        var query = SandboxCaller.QueryOf(callback);
        Assert.StartsWith(Callback + "?", callback.OriginalString, StringComparison.Ordinal);
        Assert.Equal(["code", "state"], query.Keys);
        Assert.Equal("st&ate=+/", query["state"]);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_wrong_request_goes_back_with_an_error(string request, string parameter, string? value, string error)
    {
        Assert.NotEmpty(request);

        var query = SandboxCaller.QueryOf(await RedirectAsync(AuthorizeConnect(First, (parameter, value))));

        Assert.Equal((error, "st&ate=+/"), (query["error"], query["state"]));
        Assert.False(query.ContainsKey("code"));
    }

    [Theory]
    [InlineData("client_id", "client_nobody")]
    [InlineData("client_id", "")]
    [InlineData("client_id", "{environment}")]
    [InlineData("redirect_uri", "http://localhost:5000/signin-workos-connect/")]
    [InlineData("redirect_uri", "http://localhost:5001/signin-workos-connect")]
    [InlineData("redirect_uri", "http://localhost:5000/signin-workos-connect?a=b")]
    [InlineData("redirect_uri", "https://evil.example/")]
    [InlineData("redirect_uri", null)]
    public async Task An_unknown_client_or_redirect_ends_on_a_page_of_WorkOS(string parameter, string? value)
    {
        var target = await RedirectAsync(AuthorizeConnect(First, (parameter, value?.Replace("{environment}", WorkOs.ClientId, StringComparison.Ordinal))));

        Assert.Equal("/oauth2/error", target.AbsolutePath);
        using var page = await Domain.GetAsync(target);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            WorkOs.CompleteSignInAsync(AuthorizeConnect(First, (parameter, value ?? "")), "ada@acme.com"));
    }

    [Theory]
    [InlineData("nonce", "invalid_request")]
    [InlineData("resource", "invalid_target")]
    public async Task A_repeated_parameter_is_refused(string parameter, string error)
    {
        var url = new Uri($"{AuthorizeConnect(First, (parameter, "a")).AbsoluteUri}&{parameter}=b");

        Assert.Equal(error, SandboxCaller.QueryOf(await RedirectAsync(url))["error"]);
    }

    [Fact]
    public async Task A_public_application_needs_a_challenge_and_a_confidential_one_does_not()
    {
        (string, string?)[] none = [("code_challenge", null), ("code_challenge_method", null)];

        Assert.Equal("invalid_request", SandboxCaller.QueryOf(await RedirectAsync(AuthorizeConnect(Public, none)))["error"]);
        Assert.Equal("/idp/sign-in", (await RedirectAsync(AuthorizeConnect(First, none))).AbsolutePath);
    }

    [Fact]
    public async Task A_machine_has_no_sign_in()
    {
        var machine = WorkOs.Connect.AddApplication(app =>
        {
            Of(app, "client_other_machine").IsMachine = true;
            app.OrganizationId = "org_acme";
        });

        Assert.Equal("unauthorized_client", SandboxCaller.QueryOf(await RedirectAsync(AuthorizeConnect(machine)))["error"]);
    }

    [Theory]
    [InlineData("https://api.example.com/mcp", false)]
    [InlineData("https://api.example.com/mcp/", true)]
    [InlineData("https://other.example.com", true)]
    [InlineData("", true)]
    public async Task Where_resources_are_registered_no_other_one_is_taken(string resource, bool isRefused)
    {
        WorkOs.Connect.AddResource("https://api.example.com/mcp");

        var target = await RedirectAsync(AuthorizeConnect(First, ("resource", resource)));

        Assert.Equal(isRefused, QueryHelpers.ParseQuery(target.Query).TryGetValue("error", out var error) && error == "invalid_target");
    }

    [Fact]
    public async Task Without_registered_resources_every_one_is_ignored() =>
        Assert.Equal("/idp/sign-in", (await RedirectAsync(AuthorizeConnect(First, ("resource", "https://other.example.com")))).AbsolutePath);

    [Fact]
    public async Task A_nonce_is_required_only_where_the_sandbox_says_so()
    {
        await using var strict = await WorkOsSandbox.StartAsync(sandbox =>
        {
            sandbox.Connect.RequireNonce = true;
            sandbox.AddPerson(null, "ada@acme.com").AddConnectApplication(app => app.RedirectUris.Add(Callback));
        });
        var parameters = new Dictionary<string, string?>
        {
            ["client_id"] = strict.Connect.Applications[0].ClientId, ["redirect_uri"] = Callback, ["response_type"] = "code", ["scope"] = "openid",
        };
        var url = new Uri(QueryHelpers.AddQueryString(strict.AuthKitDomain + "/oauth2/authorize", parameters));

        Assert.Equal("invalid_request", SandboxCaller.QueryOf(await strict.CompleteSignInAsync(url, "ada@acme.com"))["error"]);
        Assert.Equal("/idp/sign-in", (await RedirectAsync(AuthorizeConnect(First, ("nonce", null)))).AbsolutePath);
    }

    [Fact]
    public async Task A_queued_error_comes_instead_of_a_sign_in()
    {
        WorkOs.FailNextAuthorize("server_error");

        Assert.Equal("server_error", SandboxCaller.QueryOf(await RedirectAsync(AuthorizeConnect(First)))["error"]);
    }

    [Fact]
    public async Task A_URL_of_another_origin_is_no_sign_in_here() =>
        await Assert.ThrowsAsync<ArgumentException>(() => WorkOs.CompleteSignInAsync(new("http://localhost:1/oauth2/authorize"), "ada@acme.com"));

    private async Task<Uri> RedirectAsync(Uri url)
    {
        using var answer = await Domain.GetAsync(url);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return new(url, answer.Headers.Location!);
    }
}
