using System.Security.Claims;

namespace WorkOs.AspNetCore.Tests.Tokens;

[Trait("Room", "Tokens")]
public class AccessTokenClaimsTests
{
    [Fact]
    public void The_claims_of_a_session_keep_their_names_and_the_user_gets_the_usual_one()
    {
        var identity = Map("""
            ,"auth_time":1768478000,"client_id":"client_01","permissions":["a:read","a:write"],"entitlements":["sso"],"feature_flags":["x","y"]
            """);

        Assert.Equal(
            [
                (ClaimTypes.NameIdentifier, "user_01"), ("sid", "session_01"), ("jti", "01J"), ("org_id", "org_01"), ("auth_time", "1768478000"),
                ("client_id", "client_01"), ("permissions", "a:read"), ("permissions", "a:write"), ("entitlements", "sso"),
                ("feature_flags", "x"), ("feature_flags", "y"),
            ],
            identity.Claims.Select(claim => (claim.Type, claim.Value)));
    }

    [Theory]
    [InlineData(""","role":"admin" """, "admin")]
    [InlineData(""","roles":["admin","member"]""", "admin member")]
    [InlineData(""","role":"admin","roles":["admin","member","member"]""", "admin member")]
    [InlineData(""","roles":["member"],"role":"admin" """, "member admin")]
    [InlineData(""","role":["a","b"]""", "a b")]
    [InlineData(""","role":"" """, "")]
    [InlineData(""","role":null,"roles":[]""", "")]
    [InlineData(""","role":{"slug":"admin"},"roles":[["admin"],{"slug":"admin"},null]""", "")]
    [InlineData(""","Role":"admin" """, "")]
    public void Each_role_is_one_claim(string roles, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Map(roles).FindAll(ClaimTypes.Role).Select(claim => claim.Value)));
    }

    [Fact]
    public void The_claim_that_holds_the_role_can_be_another()
    {
        var identity = Map(""","role":"authenticated","user_role":"admin" """, roleClaim: "user_role");

        Assert.Equal("admin", Assert.Single(identity.FindAll(ClaimTypes.Role)).Value);
        Assert.Equal("authenticated", identity.FindFirst("role")?.Value);
        Assert.True(new ClaimsPrincipal(identity).IsInRole("admin"));
        Assert.False(new ClaimsPrincipal(identity).IsInRole("authenticated"));
    }

    [Fact]
    public void An_impersonator_is_named()
    {
        Assert.Equal("admin@example.com", Map(""","act":{"sub":"admin@example.com","act":{"sub":"other"}}""").FindFirst("act")?.Value);
    }

    [Theory]
    [InlineData("\"pro\"", "pro", ClaimValueTypes.String)]
    [InlineData("\"\\u00e9\\n\"", "é\n", ClaimValueTypes.String)]
    [InlineData("\"😀\"", "😀", ClaimValueTypes.String)]
    [InlineData("7", "7", ClaimValueTypes.Integer64)]
    [InlineData("-7", "-7", ClaimValueTypes.Integer64)]
    [InlineData("7.25", "7.25", ClaimValueTypes.Double)]
    [InlineData("1e400", "1e400", ClaimValueTypes.Double)]
    [InlineData("true", "true", ClaimValueTypes.Boolean)]
    [InlineData("false", "false", ClaimValueTypes.Boolean)]
    public void A_claim_of_a_template_keeps_its_name_value_and_type(string json, string value, string valueType)
    {
        var claim = Map($",\"plan\":{json}").FindFirst("plan");

        Assert.NotNull(claim);
        Assert.Equal((value, valueType), (claim.Value, claim.ValueType));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    [InlineData("[\"\",null]")]
    [InlineData("{}")]
    [InlineData("{\"plan\":\"pro\"}")]
    public void A_claim_with_no_value_of_its_own_is_left_out(string json)
    {
        Assert.Null(Map($",\"plan\":{json}").FindFirst("plan"));
    }

    [Theory]
    [InlineData(ClaimTypes.Role)]
    [InlineData(ClaimTypes.NameIdentifier)]
    public void A_claim_of_a_template_cannot_pose_as_a_role_or_as_the_user(string name)
    {
        var identity = Map($",\"{name}\":\"forged\"");

        Assert.DoesNotContain(identity.Claims, claim => claim.Value == "forged");
    }

    [Fact]
    public void What_only_served_validation_is_left_out()
    {
        var identity = Map(""","nbf":0,"aud":"api" """);

        Assert.DoesNotContain(identity.Claims, claim => claim.Type is "iss" or "aud" or "exp" or "nbf" or "iat");
    }

    [Fact]
    public void Every_claim_names_its_issuer_and_its_identity()
    {
        var identity = Map("");

        Assert.All(identity.Claims, claim => Assert.Equal(("issuer", "issuer", identity), (claim.Issuer, claim.OriginalIssuer, claim.Subject)));
    }

    private static ClaimsIdentity Map(string more, string roleClaim = "role")
    {
        var token = AccessTokenValidator.ReadFromTokenEndpoint(TokenForge.Sign(TokenForge.Header, TokenForge.PayloadWith(more)));
        Assert.NotNull(token);
        var identity = new ClaimsIdentity("test");
        token.AddClaimsTo(identity, roleClaim, "issuer", ClaimNameGuard.Bearer);
        return identity;
    }
}
