using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class ConnectMetadataTests : ConnectTest
{
    [Fact]
    public async Task The_AuthKit_domain_is_an_origin_of_its_own_without_a_path()
    {
        var domain = new Uri(WorkOs.AuthKitDomain);

        Assert.Equal("/", domain.AbsolutePath);
        Assert.False(WorkOs.AuthKitDomain.EndsWith('/'));
        Assert.NotEqual(WorkOs.BaseAddress.Port, domain.Port);
        Assert.Equal(404, (await Caller.GetAsync("/.well-known/openid-configuration")).Status);
        Assert.Equal(404, (await Caller.GetAsync("/oauth2/jwks")).Status);
        Assert.Equal(404, (await DomainAsync("/organizations")).Status);
        Assert.Equal(404, (await DomainAsync("/sso/jwks/" + WorkOs.ClientId)).Status);
    }

    [Fact]
    public async Task The_metadata_of_OpenID_Connect_has_what_WorkOS_shows_and_nothing_else()
    {
        await using var workos = await WorkOsSandbox.StartAsync();
        using var client = new HttpClient { BaseAddress = new(workos.AuthKitDomain) };
        var document = JsonNode.Parse(await client.GetStringAsync(new Uri("/.well-known/openid-configuration", UriKind.Relative)))!;

        var expected = JsonNode.Parse($$"""
            {
              "issuer": "{{workos.AuthKitDomain}}",
              "authorization_endpoint": "{{workos.AuthKitDomain}}/oauth2/authorize",
              "token_endpoint": "{{workos.AuthKitDomain}}/oauth2/token",
              "introspection_endpoint": "{{workos.AuthKitDomain}}/oauth2/introspection",
              "jwks_uri": "{{workos.AuthKitDomain}}/oauth2/jwks",
              "grant_types_supported": ["authorization_code", "client_credentials", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
              "response_types_supported": ["code"],
              "scopes_supported": ["email", "offline_access", "openid", "profile"],
              "token_endpoint_auth_methods_supported": ["none", "client_secret_basic", "client_secret_post"],
              "device_authorization_endpoint": "{{workos.AuthKitDomain}}/oauth2/device_authorization",
              "userinfo_endpoint": "{{workos.AuthKitDomain}}/oauth2/userinfo",
              "id_token_signing_alg_values_supported": ["RS256"],
              "subject_types_supported": ["public"]
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, document), document.ToJsonString());
    }

    [Fact]
    public async Task The_metadata_of_the_authorization_server_is_another_document()
    {
        var (_, document) = await DomainAsync("/.well-known/oauth-authorization-server");

        Assert.Equal(WorkOs.AuthKitDomain, (string?)document["issuer"]);
        Assert.Equal("""["S256"]""", document["code_challenge_methods_supported"]!.ToJsonString());
        Assert.Equal("""["query"]""", document["response_modes_supported"]!.ToJsonString());
        Assert.Equal("""["authorization_code","refresh_token"]""", document["grant_types_supported"]!.ToJsonString());
        Assert.True((bool)document["client_id_metadata_document_supported"]!);
        Assert.Equal(WorkOs.AuthKitDomain + "/oauth2/register", (string?)document["registration_endpoint"]);
        Assert.Equal(WorkOs.AuthKitDomain + "/oauth2/revoke", (string?)document["revocation_endpoint"]);
        Assert.False(document.ContainsKey("userinfo_endpoint"));
    }

    [Theory]
    [InlineData("registration_endpoint", "/oauth2/register")]
    [InlineData("revocation_endpoint", "/oauth2/revoke")]
    [InlineData("client_id_metadata_document_supported", null)]
    public async Task What_is_switched_off_is_neither_advertised_nor_there(string member, string? path)
    {
        await using var workos = await WorkOsSandbox.StartAsync();
        using var client = new HttpClient { BaseAddress = new(workos.AuthKitDomain) };

        var document = JsonNode.Parse(await client.GetStringAsync(new Uri("/.well-known/oauth-authorization-server", UriKind.Relative)))!.AsObject();

        Assert.False(document.ContainsKey(member));
        if (path is not null)
        {
            using var content = new StringContent("{}");
            using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content);
            Assert.Equal(404, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_keys_are_those_of_AuthKits_sessions()
    {
        var (_, atDomain) = await DomainAsync("/oauth2/jwks");
        var (_, atApi) = await Caller.GetAsync("/sso/jwks/" + WorkOs.ClientId);

        Assert.True(JsonNode.DeepEquals(atApi, atDomain));
        Assert.StartsWith("sso_oidc_key_pair_", (string?)atDomain["keys"]![0]!["kid"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_device_flow_is_not_enabled()
    {
        var answer = await FormAsync("/oauth2/device_authorization", new() { ["client_id"] = First.ClientId });

        Assert.Equal((403, "access_denied"), (answer.Status, ErrorOf(answer)));
    }

    [Fact]
    public async Task Faults_and_the_list_of_requests_work_at_the_domain_too()
    {
        WorkOs.FailNext(WorkOsSandboxEndpoints.ConnectKeys, statusCode: 503, body: "{}");

        Assert.Equal(503, (await DomainAsync("/oauth2/jwks")).Status);
        Assert.Equal(200, (await DomainAsync("/oauth2/jwks")).Status);
        Assert.Equal(2, WorkOs.CountOf(WorkOsSandboxEndpoints.ConnectKeys));
    }
}
