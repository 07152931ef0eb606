using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class ConnectUserInfoTests : ConnectTest
{
    [Theory]
    [InlineData("GET", "openid", "sub")]
    [InlineData("POST", "openid email", "email,email_verified,sub")]
    [InlineData("GET", "openid profile email", "email,email_verified,family_name,given_name,name,sub")]
    public async Task Userinfo_tells_what_the_scopes_allow(string method, string scope, string claims)
    {
        var token = WorkOs.Connect.CreateAccessToken(Ada, First, scope.Split(' '));
        using var request = new HttpRequestMessage(new HttpMethod(method), "/oauth2/userinfo");
        request.Headers.Authorization = new("Bearer", token);

        using var answer = await Domain.SendAsync(request);

        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        Assert.Equal(claims, string.Join(',', body.Select(claim => claim.Key).Order(StringComparer.Ordinal)));
        Assert.Equal(Ada.UserId, (string?)body["sub"]);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("unknown")]
    [InlineData("expired")]
    [InlineData("id token")]
    [InlineData("machine")]
    [InlineData("changed")]
    [InlineData("session")]
    public async Task Userinfo_takes_no_other_token(string which)
    {
        var token = which switch
        {
            "none" => null,
            "unknown" => "abc",
            "id token" => WorkOs.Connect.CreateIdToken(Ada),
            "machine" => WorkOs.Connect.CreateMachineToken(Machine),
            "changed" => WorkOs.Connect.CreateAccessToken(Ada, change: token => token.Claims["sub"] = "user_other"),
            "session" => WorkOs.AuthKit.CreateAccessToken(Ada),
            _ => WorkOs.Connect.CreateAccessToken(Ada),
        };
        if (which == "expired")
        {
            Clock.Advance(TimeSpan.FromMinutes(5));
        }

        var answer = await DomainAsync("/oauth2/userinfo", token);

        Assert.Equal((401, "unauthorized"), (answer.Status, ErrorOf(answer)));
    }

    [Fact]
    public async Task Introspection_tells_an_application_what_its_tokens_stand_for()
    {
        var signedIn = await ConnectSignInAsync(First);
        var claims = ClaimsOf(signedIn);

        var access = (await IntrospectAsync(First, (string?)signedIn["access_token"])).Body;
        var refresh = (await IntrospectAsync(First, (string?)signedIn["refresh_token"])).Body;

        var expected = JsonNode.Parse($$"""
            {
              "active": true, "token_type": "access_token", "client_id": "client_first", "iss": "{{WorkOs.AuthKitDomain}}", "sub": "{{Ada.UserId}}",
              "sid": "{{claims["sid"]}}", "org_id": "org_acme", "iat": {{claims["iat"]}}, "exp": {{claims["exp"]}}
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, access), access.ToJsonString());
        Assert.Equal((true, "refresh_token"), ((bool)refresh["active"]!, (string?)refresh["token_type"]));
    }

    [Theory]
    [InlineData("unknown", "client_first", false)]
    [InlineData("expired", "client_first", false)]
    [InlineData("spent refresh token", "client_first", false)]
    [InlineData("another application's", "client_third", false)]
    [InlineData("a public application's, asked by a first-party one", "client_first", true)]
    [InlineData("a public application's, asked by a third-party one", "client_third", false)]
    public async Task Introspection_shows_no_more(string which, string clientId, bool active)
    {
        var signedIn = await ConnectSignInAsync(which.StartsWith("a public", StringComparison.Ordinal) ? Public : First);
        var token = (string)signedIn["access_token"]!;
        switch (which)
        {
            case "unknown":
                token = "nobody";
                break;
            case "expired":
                Clock.Advance(TimeSpan.FromMinutes(5));
                break;
            case "spent refresh token":
                token = (string)signedIn["refresh_token"]!;
                await TokenAsync(RefreshFields(First, signedIn));
                break;
        }

        var (status, body) = await IntrospectAsync(Application(clientId), token);

        Assert.Equal((200, active), (status, (bool)body["active"]!));
        Assert.True(active || body.Count == 1);
    }

    [Fact]
    public async Task Introspection_needs_credentials_and_a_token()
    {
        Assert.Equal("invalid_client", ErrorOf(await FormAsync("/oauth2/introspection", new() { ["token"] = "a" })));
        Assert.Equal("invalid_request", ErrorOf(await IntrospectAsync(First, null)));
    }

    private Task<(int Status, JsonObject Body)> IntrospectAsync(WorkOsSandboxConnectApplication application, string? token) =>
        FormAsync("/oauth2/introspection", CredentialsFields(application, ("grant_type", null), ("token", token)));
}
