using System.Text;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class SsoTokenTests : SandboxTest
{
    [Fact]
    public async Task A_code_is_redeemed_for_an_access_token_and_the_whole_profile()
    {
        var (status, body) = await Caller.RedeemAsync(await Caller.SsoCodeAsync());

        Assert.Equal(200, status);
        Assert.Equal("Bearer", (string?)body["token_type"]);
        Assert.Equal(600, (int?)body["expires_in"]);
        Assert.NotEmpty((string?)body["access_token"] ?? "");
        var person = WorkOs.People[0];
        var expected = JsonNode.Parse($$"""
            {
              "object": "profile", "id": "{{person.ProfileId}}", "organization_id": "org_acme", "connection_id": "conn_acme",
              "connection_type": "GenericSAML", "idp_id": "{{person.IdpId}}", "email": "ada@acme.com",
              "first_name": "Ada", "last_name": "Lovelace", "name": "Ada Lovelace",
              "role": { "slug": "admin" }, "roles": [{ "slug": "admin" }], "groups": ["Engineering", "Leadership"],
              "custom_attributes": { "department_name": "R&D" }, "raw_attributes": {}
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, body["profile"]), body.ToJsonString());
    }

    [Fact]
    public async Task Names_and_roles_that_are_not_known_are_null()
    {
        var code = await Caller.SsoCodeAsync("b@two.com", ("organization", null), ("connection", "conn_two_b"));

        var profile = (await Caller.RedeemAsync(code)).Body["profile"]!.AsObject();

        Assert.All(["first_name", "last_name", "name", "role", "roles"], name => Assert.True(profile.ContainsKey(name) && profile[name] is null));
    }

    [Fact]
    public async Task A_provider_without_a_connection_gives_a_profile_outside_of_all_organizations()
    {
        var code = await Caller.SsoCodeAsync("ada@acme.com", ("organization", null), ("provider", "GoogleOAuth"));

        var profile = (await Caller.RedeemAsync(code)).Body["profile"]!;

        Assert.Null(profile["organization_id"]);
        Assert.Equal("GoogleOAuth", (string?)profile["connection_type"]);
        Assert.Equal("conn_googleoauth", (string?)profile["connection_id"]);
    }

    [Fact]
    public async Task A_form_is_as_good_as_json()
    {
        using var form = new FormUrlEncodedContent(Caller.TokenFields(await Caller.SsoCodeAsync())!);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sso/token") { Content = form };

        Assert.Equal(200, (await Caller.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData("client_id", null, "invalid_client")]
    [InlineData("client_id", "client_other", "invalid_client")]
    [InlineData("client_secret", null, "invalid_client")]
    [InlineData("client_secret", "", "invalid_client")]
    [InlineData("client_secret", "sk_test_other", "invalid_client")]
    [InlineData("grant_type", null, "unsupported_grant_type")]
    [InlineData("grant_type", "refresh_token", "unsupported_grant_type")]
    [InlineData("code", "01NOBODY", "invalid_grant")]
    [InlineData("code_verifier", SandboxCaller.Verifier, "invalid_grant")]
    public async Task A_wrong_field_is_refused_in_the_shape_of_oauth(string name, string? value, string error)
    {
        var (status, body) = await Caller.RedeemAsync(await Caller.SsoCodeAsync(), (name, value));

        Assert.Equal((400, error), (status, (string?)body["error"]));
        Assert.NotEmpty((string?)body["error_description"] ?? "");
    }

    [Fact]
    public async Task A_request_without_a_code_can_not_be_processed()
    {
        Assert.Equal(422, (await Caller.RedeemAsync("", ("code", null))).Status);
    }

    [Theory]
    [InlineData("application/json", "{", 400)]
    [InlineData("application/json", "[]", 400)]
    [InlineData("application/json", "", 400)]
    [InlineData("application/json", """{"code":"a","code":"b"}""", 400)]
    [InlineData("application/json", """{"code":"\ud800"}""", 400)]
    [InlineData("application/json", """{"\ud800":"a"}""", 400)]
    [InlineData("application/json", """{"code":7}""", 422)]
    [InlineData("application/x-www-form-urlencoded", "code=a&code=b", 422)]
    [InlineData("text/plain", "code=a", 415)]
    public async Task A_malformed_body_is_refused(string contentType, string body, int status)
    {
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sso/token") { Content = content };

        var (actual, answer) = await Caller.SendAsync(request);

        Assert.Equal(status, actual);
        Assert.NotEmpty((string?)answer["code"] ?? "");
    }

    [Fact]
    public async Task Fields_in_the_query_string_do_not_count()
    {
        var url = Caller.Url("/sso/token", Caller.TokenFields(await Caller.SsoCodeAsync()));
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };

        Assert.Equal(400, (await Caller.SendAsync(request)).Status);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var code = await Caller.SsoCodeAsync();
        await Caller.RedeemAsync(code);

        var (status, body) = await Caller.RedeemAsync(code);

        Assert.Equal((400, "invalid_grant"), (status, (string?)body["error"]));
    }

    [Theory]
    [InlineData(9 * 60 + 59, 200)]
    [InlineData(10 * 60, 400)]
    public async Task A_code_lives_ten_minutes(int seconds, int status)
    {
        var code = await Caller.SsoCodeAsync();

        Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(status, (await Caller.RedeemAsync(code)).Status);
    }

    [Fact]
    public async Task The_sandboxs_own_clock_can_be_moved()
    {
        var code = await Caller.SsoCodeAsync();

        WorkOs.AdvanceTime(TimeSpan.FromMinutes(11));

        Assert.Equal(400, (await Caller.RedeemAsync(code)).Status);
        Assert.Equal(Clock.GetUtcNow().AddMinutes(11), WorkOs.TimeProvider.GetUtcNow());
    }

    [Theory]
    [InlineData(SandboxCaller.Verifier, 200)]
    [InlineData(SandboxCaller.Verifier + "x", 400)]
    [InlineData("too-short", 400)]
    [InlineData(null, 400)]
    public async Task A_code_with_a_challenge_needs_its_verifier(string? verifier, int status)
    {
        var code = await Caller.SsoCodeAsync("ada@acme.com", ("code_challenge", SandboxCaller.Challenge), ("code_challenge_method", "S256"));

        Assert.Equal(status, (await Caller.RedeemAsync(code, ("code_verifier", verifier))).Status);
    }

    [Fact]
    public async Task A_wrong_verifier_spends_the_code()
    {
        var code = await Caller.SsoCodeAsync("ada@acme.com", ("code_challenge", SandboxCaller.Challenge), ("code_challenge_method", "S256"));
        await Caller.RedeemAsync(code, ("code_verifier", SandboxCaller.Verifier + "x"));

        Assert.Equal(400, (await Caller.RedeemAsync(code, ("code_verifier", SandboxCaller.Verifier))).Status);
    }

    [Fact]
    public async Task The_profile_endpoint_takes_the_access_token_for_ten_minutes()
    {
        var (_, body) = await Caller.RedeemAsync(await Caller.SsoCodeAsync());
        var token = (string?)body["access_token"];

        var (status, profile) = await Caller.GetAsync("/sso/profile", token);
        Assert.Equal(200, status);
        Assert.True(JsonNode.DeepEquals(body["profile"], profile));

        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(401, (await Caller.GetAsync("/sso/profile", token)).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nobody")]
    public async Task The_profile_endpoint_refuses_other_tokens(string? token)
    {
        var (status, body) = await Caller.GetAsync("/sso/profile", token);

        Assert.Equal((401, """{"error":"Unauthorized"}"""), (status, body.ToJsonString()));
    }

    [Fact]
    public async Task The_next_profile_can_be_changed_for_one_answer()
    {
        WorkOs.NextProfile(profile => profile["organization_id"] = "org_other");

        var changed = await Caller.RedeemAsync(await Caller.SsoCodeAsync());
        var next = await Caller.RedeemAsync(await Caller.SsoCodeAsync());

        Assert.Equal("org_other", (string?)changed.Body["profile"]!["organization_id"]);
        Assert.Equal("org_acme", (string?)next.Body["profile"]!["organization_id"]);
    }

    [Fact]
    public async Task The_next_token_response_can_be_changed_as_a_whole()
    {
        WorkOs.NextTokenResponse(body => body.Remove("profile"), statusCode: 201);

        var (status, changed) = await Caller.RedeemAsync(await Caller.SsoCodeAsync());

        Assert.Equal(201, status);
        Assert.False(changed.ContainsKey("profile"));
        Assert.Equal(200, (await Caller.GetAsync("/sso/profile", (string?)changed["access_token"])).Status);
    }
}
