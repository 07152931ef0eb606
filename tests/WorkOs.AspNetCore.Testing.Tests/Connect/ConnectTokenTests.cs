using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class ConnectTokenTests : ConnectTest
{
    public static TheoryData<string, string, string?, int, string> WrongClients() => new()
    {
        { "no client", "client_id", null, 401, "invalid_client" },
        { "an unknown client", "client_id", "client_nobody", 401, "invalid_client" },
        { "the client id of the environment", "client_id", "{environment}", 401, "invalid_client" },
        { "no secret", "client_secret", null, 401, "unauthorized" },
        { "a wrong secret", "client_secret", "wrong", 401, "invalid_client" },
        { "no grant type", "grant_type", null, 400, "invalid_request" },
        { "an unknown grant type", "grant_type", "password", 400, "unsupported_grant_type" },
        { "the grant type of a machine", "grant_type", "client_credentials", 400, "unauthorized_client" },
        { "no code", "code", null, 400, "invalid_request" },
        { "another code", "code", "other", 400, "invalid_grant" },
        { "no redirect URI", "redirect_uri", null, 400, "invalid_grant" },
        { "another redirect URI", "redirect_uri", "http://localhost:5000/", 400, "invalid_grant" },
        { "no verifier", "code_verifier", null, 400, "invalid_grant" },
        { "another verifier", "code_verifier", "aBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", 400, "invalid_grant" },
    };

    [Fact]
    public async Task A_code_buys_an_access_token_an_id_token_and_a_refresh_token()
    {
        var body = await ConnectSignInAsync(First);

        Assert.Equal(["access_token", "expires_in", "id_token", "refresh_token", "token_type"], body.Select(member => member.Key).Order());
        Assert.Equal(("bearer", 3600), ((string?)body["token_type"], (int)body["expires_in"]!));
        Assert.Equal(["alg", "kid"], PartOf((string)body["access_token"]!, 0).Select(member => member.Key));
        Assert.Equal(["alg", "kid"], PartOf((string)body["id_token"]!, 0).Select(member => member.Key));
    }

    [Fact]
    public async Task The_access_token_says_who_for_whom_and_what_for_and_lives_five_minutes()
    {
        var claims = ClaimsOf(await ConnectSignInAsync(First));

        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.StartsWith("app_consent_", (string?)claims["sid"], StringComparison.Ordinal);
        Assert.NotEmpty((string)claims["jti"]!);
        claims.Remove("sid");
        claims.Remove("jti");
        var expected = JsonNode.Parse($$"""
            {
              "iss": "{{WorkOs.AuthKitDomain}}", "aud": "{{WorkOs.ClientId}}", "sub": "{{Ada.UserId}}", "client_id": "client_first",
              "org_id": "org_acme", "scope": "openid profile email offline_access", "iat": {{now}}, "exp": {{now + 300}}
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, claims), claims.ToJsonString());
    }

    [Fact]
    public async Task The_id_token_is_for_the_application_and_echoes_the_nonce()
    {
        var claims = ClaimsOf((string)(await ConnectSignInAsync(First))["id_token"]!);

        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var expected = JsonNode.Parse($$"""
            {
              "iss": "{{WorkOs.AuthKitDomain}}", "aud": "client_first", "sub": "{{Ada.UserId}}", "nonce": "no nce",
              "name": "Ada Lovelace", "given_name": "Ada", "family_name": "Lovelace", "email": "ada@acme.com", "email_verified": true,
              "iat": {{now}}, "exp": {{now + 3600}}
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, claims), claims.ToJsonString());
    }

    [Theory]
    [InlineData("openid", "aud,exp,iat,iss,nonce,sub", false)]
    [InlineData("openid email", "aud,email,email_verified,exp,iat,iss,nonce,sub", false)]
    [InlineData("openid profile offline_access", "aud,exp,family_name,given_name,iat,iss,name,nonce,sub", true)]
    [InlineData("posts:read offline_access", null, true)]
    public async Task Scopes_decide_what_comes(string scope, string? idClaims, bool hasRefreshToken)
    {
        var body = await ConnectSignInAsync(First, changes: ("scope", scope));

        Assert.Equal(idClaims, body["id_token"] is { } token ? string.Join(',', ClaimsOf((string)token!).Select(claim => claim.Key).Order(StringComparer.Ordinal)) : null);
        Assert.Equal(hasRefreshToken, body.ContainsKey("refresh_token"));
        Assert.Equal(scope, (string?)ClaimsOf(body)["scope"]);
    }

    [Theory]
    [MemberData(nameof(WrongClients))]
    public async Task A_wrong_request_is_refused(string request, string field, string? value, int status, string error)
    {
        Assert.NotEmpty(request);
        var code = await ConnectCodeAsync(First);

        var answer = await TokenAsync(CodeFields(First, code, (field, value?.Replace("{environment}", WorkOs.ClientId, StringComparison.Ordinal))));

        Assert.Equal((status, error), (answer.Status, ErrorOf(answer)));
    }

    [Fact]
    public async Task A_code_works_once_for_ten_minutes_and_for_its_own_application()
    {
        var code = await ConnectCodeAsync(First);
        Assert.Equal(200, (await TokenAsync(CodeFields(First, code))).Status);
        Assert.Equal("invalid_grant", ErrorOf(await TokenAsync(CodeFields(First, code))));

        var stolen = await ConnectCodeAsync(First);
        Assert.Equal("invalid_grant", ErrorOf(await TokenAsync(CodeFields(Third, stolen))));

        var late = await ConnectCodeAsync(First);
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("invalid_grant", ErrorOf(await TokenAsync(CodeFields(First, late))));
    }

    [Fact]
    public async Task A_public_application_proves_itself_by_PKCE_and_sends_no_secret()
    {
        var body = await ConnectSignInAsync(Public);
        Assert.True(body.ContainsKey("refresh_token"));
        Assert.Equal(200, (await TokenAsync(RefreshFields(Public, body))).Status);

        var withSecret = await TokenAsync(CodeFields(Public, await ConnectCodeAsync(Public), ("client_secret", "any")));
        Assert.Equal((401, "invalid_client"), (withSecret.Status, ErrorOf(withSecret)));
    }

    [Theory]
    [InlineData("a right header", "{id}:{secret}", "", 200, null)]
    [InlineData("the right client in the body", "{id}:{secret}", "client_id={id}", 200, null)]
    [InlineData("another client in the body", "{id}:{secret}", "client_id=client_third", 400, "invalid_request")]
    [InlineData("a secret in the body as well", "{id}:{secret}", "client_secret={secret}", 400, "invalid_request")]
    [InlineData("a wrong secret", "{id}:wrong", "", 401, "invalid_client")]
    [InlineData("no secret", "{id}:", "", 401, "invalid_client")]
    [InlineData("no colon", "{id}", "", 401, "invalid_client")]
    public async Task Credentials_can_come_in_a_header(string request, string credentials, string extra, int status, string? error)
    {
        Assert.NotEmpty(request);
        // RFC 6749 has both form encoded before they are joined.
        var app = WorkOs.Connect.AddApplication(app => Of(app, "client odd").ClientSecret = "p:a+s%s w");
        string Fill(string text) => text
            .Replace("{id}", Uri.EscapeDataString(app.ClientId), StringComparison.Ordinal)
            .Replace("{secret}", Uri.EscapeDataString(app.ClientSecret!), StringComparison.Ordinal);
        var fields = CodeFields(app, await ConnectCodeAsync(app), ("client_id", null), ("client_secret", null));
        if (extra.Length > 0)
        {
            var (name, value) = (extra.Split('=')[0], Uri.UnescapeDataString(Fill(extra.Split('=')[1])));
            fields[name] = value;
        }

        var answer = await FormAsync("/oauth2/token", fields, new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Fill(credentials)))));

        Assert.Equal((status, error), (answer.Status, ErrorOf(answer)));
    }

    [Theory]
    [InlineData("Bearer", "abc")]
    [InlineData("Basic", "%%%")]
    [InlineData("Basic", "")]
    public async Task A_header_that_is_no_credentials_is_refused(string scheme, string parameter)
    {
        var answer = await FormAsync("/oauth2/token", CodeFields(First, "any"), new AuthenticationHeaderValue(scheme, parameter));

        Assert.Equal((401, "invalid_client"), (answer.Status, ErrorOf(answer)));
    }

    [Fact]
    public async Task The_refusal_of_a_client_names_the_scheme()
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "authorization_code")]);
        using var answer = await Domain.PostAsync(new Uri("/oauth2/token", UriKind.Relative), form);

        Assert.Equal("Basic realm=\"AuthKit\"", answer.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("application/x-www-form-urlencoded", "client_id=a&client_id=b")]
    public async Task The_body_must_be_one_form(string contentType, string text)
    {
        using var content = new StringContent(text, Encoding.UTF8, contentType);
        using var answer = await Domain.PostAsync(new Uri("/oauth2/token", UriKind.Relative), content);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal("invalid_request", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]);
    }

    [Fact]
    public async Task The_next_tokens_and_the_next_answer_can_be_changed_once()
    {
        WorkOs.Connect.NextAccessToken(token => token.Claims["aud"] = "other");
        WorkOs.Connect.NextIdToken(token => token.Claims["nonce"] = "other");
        WorkOs.Connect.NextTokenResponse(body => body.Remove("expires_in"), statusCode: 201);

        var (status, body) = await TokenAsync(CodeFields(First, await ConnectCodeAsync(First)));

        Assert.Equal((201, "other", "other"), (status, (string?)ClaimsOf(body)["aud"], (string?)ClaimsOf((string)body["id_token"]!)["nonce"]));
        Assert.False(body.ContainsKey("expires_in"));
        var next = await ConnectSignInAsync(First);
        Assert.Equal(WorkOs.ClientId, (string?)ClaimsOf(next)["aud"]);
    }
}
