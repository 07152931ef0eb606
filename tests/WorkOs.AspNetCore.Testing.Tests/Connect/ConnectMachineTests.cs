using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class ConnectMachineTests : ConnectTest
{
    [Fact]
    public async Task A_machine_gets_a_token_of_its_organization_for_an_hour()
    {
        var (status, body) = await TokenAsync(CredentialsFields(Machine));

        Assert.Equal(200, status);
        Assert.Equal(["access_token", "expires_in", "token_type"], body.Select(member => member.Key).Order());
        var claims = ClaimsOf(body);
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.NotEmpty((string)claims["jti"]!);
        claims.Remove("jti");
        var expected = JsonNode.Parse($$"""
            {
              "iss": "{{WorkOs.AuthKitDomain}}", "aud": "{{WorkOs.ClientId}}", "sub": "client_machine", "client_id": "client_machine",
              "org_id": "org_acme", "scope": "posts:read posts:write", "iat": {{now}}, "exp": {{now + 3600}}
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, claims), claims.ToJsonString());
    }

    [Theory]
    [InlineData("posts:read", 200, "posts:read")]
    [InlineData("posts:delete", 400, "invalid_scope")]
    [InlineData("openid", 400, "invalid_scope")]
    public async Task A_machine_can_ask_for_fewer_scopes(string scope, int status, string expected)
    {
        var answer = await TokenAsync(CredentialsFields(Machine, ("scope", scope)));

        Assert.Equal(status, answer.Status);
        Assert.Equal(expected, status == 200 ? (string?)ClaimsOf(answer.Body)["scope"] : ErrorOf(answer));
    }

    [Fact]
    public async Task The_audience_of_a_machine_can_not_be_chosen()
    {
        WorkOs.Connect.AddResource("https://api.example.com", isDefault: true);

        var (_, body) = await TokenAsync(CredentialsFields(Machine, ("resource", "https://api.example.com")));

        Assert.Equal(WorkOs.ClientId, (string?)ClaimsOf(body)["aud"]);
    }

    [Theory]
    [InlineData("authorization_code")]
    [InlineData("refresh_token")]
    public async Task A_machine_has_no_other_grant(string grantType)
    {
        var answer = await TokenAsync(CredentialsFields(Machine, ("grant_type", grantType)));

        Assert.Equal((400, "unauthorized_client"), (answer.Status, ErrorOf(answer)));
    }

    [Fact]
    public async Task A_token_can_live_shorter_than_expires_in_says()
    {
        await using var workos = await WorkOsSandbox.StartAsync(sandbox =>
        {
            Configure(sandbox);
            sandbox.Connect.MachineTokenLifetime = TimeSpan.FromMinutes(5);
        });

        var claims = ClaimsOf(workos.Connect.CreateMachineToken(workos.Connect.Applications[3]));

        Assert.Equal(300, (long)claims["exp"]! - (long)claims["iat"]!);
    }

    [Theory]
    [InlineData("an empty client id")]
    [InlineData("a taken client id")]
    [InlineData("an empty secret")]
    [InlineData("a machine without a secret")]
    [InlineData("a machine without an organization")]
    [InlineData("an unknown organization")]
    [InlineData("a wildcard host")]
    [InlineData("a redirect without https")]
    public void An_application_that_does_not_fit_together_can_not_be_added(string which) =>
        Assert.Throws<ArgumentException>(() => WorkOs.Connect.AddApplication(app =>
        {
            switch (which)
            {
                case "an empty client id":
                    app.ClientId = "";
                    break;
                case "a taken client id":
                    app.ClientId = "client_first";
                    break;
                case "an empty secret":
                    app.ClientSecret = "";
                    break;
                case "a machine without a secret":
                    (app.IsMachine, app.OrganizationId, app.ClientSecret) = (true, "org_acme", null);
                    break;
                case "a machine without an organization":
                    app.IsMachine = true;
                    break;
                case "an unknown organization":
                    app.OrganizationId = "org_nobody";
                    break;
                case "a wildcard host":
                    app.RedirectUris.Add("https://*.example.com/callback");
                    break;
                default:
                    app.RedirectUris.Add("http://example.com/callback");
                    break;
            }
        }));
}
