using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class AuthenticateTests : AuthKitTest
{
    private static readonly (string, string?)[] WithChallenge = [("code_challenge", SandboxCaller.Challenge), ("code_challenge_method", "S256")];

    [Fact]
    public async Task A_code_is_redeemed_for_a_user_and_tokens_and_nothing_that_the_api_does_not_send()
    {
        var body = await SignInAsync();

        Assert.Equal(
            ["access_token", "authentication_method", "organization_id", "refresh_token", "user"], body.Select(property => property.Key).Order());
        Assert.Equal((Ada.UserId, "ada@acme.com", true), ((string?)body["user"]!["id"], (string?)body["user"]!["email"], (bool?)body["user"]!["email_verified"]));
        Assert.Equal("org_acme", (string?)body["organization_id"]);
    }

    [Theory]
    [InlineData("client_id", null, "invalid_client")]
    [InlineData("client_id", "client_other", "invalid_client")]
    [InlineData("client_secret", null, "invalid_client")]
    [InlineData("client_secret", "sk_test_other", "invalid_client")]
    [InlineData("grant_type", null, "unsupported_grant_type")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("code", "01NOBODY", "invalid_grant")]
    [InlineData("code_verifier", SandboxCaller.Verifier, "invalid_grant")]
    public async Task A_wrong_field_is_refused_in_the_shape_of_oauth(string name, string? value, string error)
    {
        var (status, body) = await AuthenticateAsync(await CodeAsync(), (name, value));

        Assert.Equal((400, error), (status, (string?)body["error"]));
    }

    [Fact]
    public async Task A_code_works_once_and_for_ten_minutes()
    {
        var spent = await CodeAsync();
        await AuthenticateAsync(spent);
        var late = await CodeAsync();
        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("invalid_grant", (string?)(await AuthenticateAsync(spent)).Body["error"]);
        Assert.Equal("invalid_grant", (string?)(await AuthenticateAsync(late)).Body["error"]);
    }

    [Theory]
    [InlineData(SandboxCaller.Verifier, true, 200)]
    [InlineData(SandboxCaller.Verifier, false, 200)]
    [InlineData(SandboxCaller.Verifier + "x", true, 400)]
    [InlineData(SandboxCaller.Verifier + "x", false, 400)]
    [InlineData(null, true, 400)]
    [InlineData(null, false, 400)]
    public async Task A_code_with_a_challenge_needs_its_verifier_and_then_no_secret(string? verifier, bool withSecret, int status)
    {
        var code = await CodeAsync("ada@acme.com", WithChallenge);

        var (actual, body) = await AuthenticateAsync(code, ("code_verifier", verifier), ("client_secret", withSecret ? WorkOs.ApiKey : null));

        Assert.Equal(status, actual);
        if (status == 200)
        {
            Assert.Equal(withSecret ? 400 : 200, (await RefreshAsync(body, ("client_secret", null))).Status);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_refresh_without_a_token_can_not_be_processed(string? token)
    {
        Assert.Equal(422, (await RefreshAsync(new() { ["refresh_token"] = token })).Status);
    }

    [Fact]
    public async Task A_refresh_keeps_the_session_and_the_time_of_sign_in()
    {
        var first = await SignInAsync();
        Clock.Advance(TimeSpan.FromMinutes(4));

        var (_, second) = await RefreshAsync(first);

        var (before, after) = (ClaimsOf(first), ClaimsOf(second));
        Assert.Equal((string?)before["sid"], (string?)after["sid"]);
        Assert.Equal((long?)before["auth_time"], (long?)after["auth_time"]);
        Assert.Equal((long)before["exp"]! + 240, (long)after["exp"]!);
        Assert.NotEqual((string?)before["jti"], (string?)after["jti"]);
    }

    [Fact]
    public async Task A_member_of_several_organizations_chooses_one_and_goes_on()
    {
        var (status, body) = await AuthenticateAsync(await CodeAsync("margaret@acme.com"));

        Assert.Equal((403, "organization_selection_required"), (status, (string?)body["code"]));
        var expected = JsonNode.Parse("""[{ "id": "org_acme", "name": "Acme" }, { "id": "org_globex", "name": "Globex" }]""");
        Assert.True(JsonNode.DeepEquals(expected, body["organizations"]));
        Assert.Equal(Margaret.UserId, (string?)body["user"]!["id"]);

        var pending = (string)body["pending_authentication_token"]!;
        Assert.Equal("organization_membership_not_found", (string?)(await SelectAsync(pending, "org_nobody")).Body["error"]);
        var selected = await SelectAsync(pending, "org_globex");
        Assert.Equal((200, "org_globex"), (selected.Status, (string?)selected.Body["organization_id"]));
        Assert.Equal("invalid_pending_authentication_token", (string?)(await SelectAsync(pending, "org_globex")).Body["code"]);
    }

    [Theory]
    [InlineData(null, "org_acme", 422)]
    [InlineData("nobody", "org_acme", 400)]
    [InlineData("nobody", null, 422)]
    public async Task A_malformed_selection_is_refused(string? pending, string? organization, int status)
    {
        Assert.Equal(status, (await SelectAsync(pending, organization)).Status);
    }

    [Fact]
    public async Task A_pending_token_lives_ten_minutes()
    {
        var (_, body) = await AuthenticateAsync(await CodeAsync("margaret@acme.com"));
        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(400, (await SelectAsync((string)body["pending_authentication_token"]!, "org_acme")).Status);
    }

    [Fact]
    public async Task A_refresh_can_switch_to_another_organization_of_the_user_and_stays_there()
    {
        var signedIn = await SignInAsync("margaret@acme.com", ("organization_id", "org_acme"));

        var (_, switched) = await RefreshAsync(signedIn, ("organization_id", "org_globex"));
        var (_, next) = await RefreshAsync(switched);

        Assert.Equal(("org_globex", "owner"), ((string?)ClaimsOf(switched)["org_id"], (string?)ClaimsOf(switched)["role"]));
        Assert.Equal("org_globex", (string?)next["organization_id"]);
    }

    [Fact]
    public async Task A_switch_to_a_foreign_organization_is_refused_and_the_refresh_token_stays_good()
    {
        var signedIn = await SignInAsync();

        var (status, body) = await RefreshAsync(signedIn, ("organization_id", "org_globex"));

        Assert.Equal((400, "organization_membership_not_found"), (status, (string?)body["error"]));
        Assert.Equal(200, (await RefreshAsync(signedIn)).Status);
    }

    [Fact]
    public async Task The_memberships_of_a_user_can_be_listed()
    {
        var (status, body) = await Caller.GetAsync("/user_management/organization_memberships?order=asc&user_id=" + Margaret.UserId, WorkOs.ApiKey);

        Assert.Equal(200, status);
        Assert.Equal(
            ["org_acme Acme member", "org_globex Globex owner"],
            body["data"]!.AsArray().Select(one => $"{one!["organization_id"]} {one["organization_name"]} {one["role"]!["slug"]}"));
        Assert.Equal(401, (await Caller.GetAsync("/user_management/organization_memberships?user_id=x")).Status);
        Assert.Equal(422, (await Caller.GetAsync("/user_management/organization_memberships", WorkOs.ApiKey)).Status);
    }

    [Fact]
    public async Task The_next_answer_can_be_changed()
    {
        WorkOs.AuthKit.NextAuthenticateResponse(body => body.Remove("user"), statusCode: 201);

        var (status, changed) = await AuthenticateAsync(await CodeAsync());

        Assert.Equal((201, false), (status, changed.ContainsKey("user")));
        Assert.True((await SignInAsync()).ContainsKey("user"));
    }

    private Task<(int Status, JsonObject Body)> SelectAsync(string? pending, string? organization) =>
        AuthenticateAsync(
            "",
            ("code", null),
            ("grant_type", "urn:workos:oauth:grant-type:organization-selection"),
            ("pending_authentication_token", pending),
            ("organization_id", organization));
}
