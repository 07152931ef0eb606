using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class AccessTokenTests : AuthKitTest
{
    [Fact]
    public async Task A_members_token_says_who_where_and_what_for()
    {
        var claims = ClaimsOf(await SignInAsync());

        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.NotEmpty((string)claims["sid"]!);
        Assert.NotEmpty((string)claims["jti"]!);
        claims.Remove("sid");
        claims.Remove("jti");
        var expected = JsonNode.Parse($$"""
            {
              "iss": "{{WorkOs.BaseAddress}}user_management/{{WorkOs.ClientId}}", "sub": "{{Ada.UserId}}", "client_id": "{{WorkOs.ClientId}}",
              "iat": {{now}}, "exp": {{now + 300}}, "auth_time": {{now}}, "org_id": "org_acme", "role": "admin", "roles": ["admin"],
              "permissions": ["posts:read", "posts:write"], "entitlements": ["audit-logs"], "feature_flags": ["beta-editor"]
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, claims), claims.ToJsonString());
    }

    [Fact]
    public async Task Outside_of_organizations_there_are_no_roles_and_no_empty_lists()
    {
        var claims = ClaimsOf(await SignInAsync("free@nowhere.com"));

        Assert.Equal(["auth_time", "client_id", "exp", "iat", "iss", "jti", "sid", "sub"], claims.Select(claim => claim.Key).Order());
    }

    [Fact]
    public async Task A_member_without_a_role_has_the_default_one()
    {
        var claims = ClaimsOf(await SignInAsync("margaret@acme.com", ("organization_id", "org_acme")));

        Assert.Equal("member", (string?)claims["role"]);
    }

    [Fact]
    public async Task The_key_set_verifies_the_signature()
    {
        var token = (string)(await SignInAsync())["access_token"]!;
        var (_, keySet) = await Caller.GetAsync("/sso/jwks/" + WorkOs.ClientId);

        var key = Assert.Single(keySet["keys"]!.AsArray())!;
        Assert.Equal(["alg", "e", "kid", "kty", "n", "use", "x5c", "x5t#S256"], key.AsObject().Select(member => member.Key).Order());
        Assert.Equal("""{"alg":"RS256","kid":""" + $"\"{key["kid"]}\"" + "}", PartOf(token, 0).ToJsonString());
        Assert.True(Verifies(token, key));
    }

    [Fact]
    public async Task Another_clients_key_set_is_not_found()
    {
        Assert.Equal(404, (await Caller.GetAsync("/sso/jwks/client_other")).Status);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task A_new_key_signs_and_is_shown_beside_or_instead_of_the_one_before(bool keepPrevious, int shown)
    {
        var before = WorkOs.AuthKit.CreateAccessToken(Ada);

        var id = WorkOs.AuthKit.RotateSigningKey(keepPrevious);

        var after = WorkOs.AuthKit.CreateAccessToken(Ada);
        var keys = (await Caller.GetAsync("/sso/jwks/" + WorkOs.ClientId)).Body["keys"]!.AsArray();
        Assert.Equal(shown, keys.Count);
        Assert.Equal(id, (string?)PartOf(after, 0)["kid"]);
        Assert.Contains(keys, key => Verifies(after, key!));
        Assert.Equal(keepPrevious, keys.Any(key => Verifies(before, key!)));
    }

    [Theory]
    [InlineData("{base}", "{0}")]
    [InlineData("{base}/", "{0}/")]
    [InlineData("{base}/user_management/{clientId}", "{0}/user_management/{1}")]
    [InlineData("https://auth.example.com", "https://auth.example.com")]
    public async Task The_issuer_has_the_chosen_style(string style, string expected)
    {
        await using var workos = await WorkOsSandbox.StartAsync(s =>
        {
            s.AuthKit.Issuer = style;
            s.AddPerson(null, "ada@acme.com");
        });

        var issuer = (string?)ClaimsOf(workos.AuthKit.CreateAccessToken(workos.People[0]))["iss"];

        Assert.Equal(string.Format(null, expected, workos.BaseAddress.GetLeftPart(UriPartial.Authority), workos.ClientId), issuer);
        Assert.Equal(issuer, workos.AuthKit.Issuer);
    }

    [Fact]
    public async Task A_template_adds_claims_and_replaces_those_of_workos()
    {
        await using var workos = await WorkOsSandbox.StartAsync(s =>
        {
            s.AuthKit.AccessTokenLifetime = TimeSpan.FromMinutes(1);
            s.AuthKit.JwtTemplate["aud"] = "client_mine";
            s.AuthKit.JwtTemplate["role"] = "authenticated";
            s.AuthKit.JwtTemplate["user_role"] = "{{ organization_membership.role }}";
            s.AuthKit.JwtTemplate["email"] = "{{user.email}}";
            s.AuthKit.JwtTemplate["family_name"] = "{{ user.last_name }}";
            s.AuthKit.JwtTemplate["org_id"] = null;
            s.AddOrganization("org_acme", "Acme").AddPerson("org_acme", "ada@acme.com", person => person.AddRoles("admin"));
        });

        var claims = ClaimsOf(workos.AuthKit.CreateAccessToken(workos.People[0]));

        Assert.Equal(
            ("client_mine", "authenticated", "admin", "ada@acme.com", "org_acme"),
            ((string?)claims["aud"], (string?)claims["role"], (string?)claims["user_role"], (string?)claims["email"], (string?)claims["org_id"]));
        Assert.False(claims.ContainsKey("family_name"));
        Assert.Equal(60, (long)claims["exp"]! - (long)claims["iat"]!);
    }

    [Theory]
    [InlineData("iss", "x")]
    [InlineData("sub", "x")]
    [InlineData("exp", "x")]
    [InlineData("iat", "x")]
    [InlineData("nbf", "x")]
    [InlineData("jti", "x")]
    [InlineData("email", "{{ user.shoe_size }}")]
    public async Task A_template_can_not_hold_a_reserved_claim_or_an_unknown_value(string name, string value)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WorkOsSandbox.StartAsync(s => s.AuthKit.JwtTemplate[name] = value));
    }

    [Fact]
    public async Task A_template_that_is_too_big_ends_the_sign_in()
    {
        await using var workos = await WorkOsSandbox.StartAsync(s =>
        {
            s.AuthKit.JwtTemplate["big"] = new string('x', 3072);
            s.AddPerson(null, "ada@acme.com");
        });
        using var caller = new SandboxCaller(workos);
        var url = caller.Url("/user_management/authorize", caller.SsoParameters(("organization", null), ("provider", "authkit")));
        var code = SandboxCaller.QueryOf(await workos.CompleteSignInAsync(url, "ada@acme.com"))["code"];

        var (status, body) = await caller.PostAsync("/user_management/authenticate", caller.TokenFields(code));

        Assert.Equal((400, "token_too_big"), (status, (string?)body["error"]));
        Assert.Throws<InvalidOperationException>(() => workos.AuthKit.CreateAccessToken(workos.People[0]));
    }

    [Fact]
    public async Task The_next_token_can_be_changed_before_it_is_signed()
    {
        WorkOs.AuthKit.NextAccessToken(claims => claims["sub"] = "user_other");

        Assert.Equal("user_other", (string?)ClaimsOf(await SignInAsync())["sub"]);
        Assert.Equal(Ada.UserId, (string?)ClaimsOf(await SignInAsync())["sub"]);
    }

    [Fact]
    public async Task The_change_of_a_created_token_is_for_that_token_alone()
    {
        WorkOs.AuthKit.NextAccessToken(claims => claims["sub"] = "user_next");

        var created = WorkOs.AuthKit.CreateAccessToken(Ada, claims => claims["sub"] = "user_created");

        Assert.Equal("user_created", (string?)ClaimsOf(created)["sub"]);
        Assert.Equal("user_next", (string?)ClaimsOf(await SignInAsync())["sub"]);
    }

    [Fact]
    public async Task A_claim_can_be_left_out()
    {
        WorkOs.AuthKit.NextAccessToken(claims => claims.Remove("auth_time"));

        Assert.False(ClaimsOf(await SignInAsync()).ContainsKey("auth_time"));
        Assert.True(ClaimsOf(await SignInAsync()).ContainsKey("auth_time"));
    }

    private static bool Verifies(string token, JsonNode key)
    {
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = WebEncoders.Base64UrlDecode((string)key["n"]!),
            Exponent = WebEncoders.Base64UrlDecode((string)key["e"]!),
        });
        var dot = token.LastIndexOf('.');
        return rsa.VerifyData(
            Encoding.ASCII.GetBytes(token[..dot]), WebEncoders.Base64UrlDecode(token[(dot + 1)..]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
