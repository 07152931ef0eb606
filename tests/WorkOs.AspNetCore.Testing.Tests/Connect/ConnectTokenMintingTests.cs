using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class ConnectTokenMintingTests : ConnectTest
{
    [Fact]
    public async Task Made_tokens_are_those_of_the_token_endpoint()
    {
        var issued = await ConnectSignInAsync(First);
        var access = WorkOs.Connect.CreateAccessToken(Ada, First, ["openid", "profile", "email", "offline_access"]);
        var id = WorkOs.Connect.CreateIdToken(Ada, First, "no nce");

        Assert.True(Same(ClaimsOf(issued), ClaimsOf(access)));
        Assert.True(Same(ClaimsOf((string)issued["id_token"]!), ClaimsOf(id)));
        Assert.Equal(200, (await DomainAsync("/oauth2/userinfo", access)).Status);
        var (_, machine) = await TokenAsync(CredentialsFields(Machine));
        Assert.True(Same(ClaimsOf(machine), ClaimsOf(WorkOs.Connect.CreateMachineToken(Machine))));
        Assert.Throws<ArgumentException>(() => WorkOs.Connect.CreateMachineToken(First));
    }

    [Fact]
    public void Without_an_application_the_first_one_asks()
    {
        Assert.Equal("client_first", (string?)ClaimsOf(WorkOs.Connect.CreateAccessToken(Ada))["client_id"]);
        Assert.Equal("client_first", (string?)ClaimsOf(WorkOs.Connect.CreateIdToken(Ada))["aud"]);
        Assert.Equal("https://api.example.com", (string?)ClaimsOf(WorkOs.Connect.CreateAccessToken(Ada, resource: "https://api.example.com"))["aud"]);
    }

    [Fact]
    public void A_token_can_be_changed_before_it_is_signed()
    {
        var token = WorkOs.Connect.CreateIdToken(Ada, change: token =>
        {
            token.Header["typ"] = "JWT";
            token.Header["kid"] = "other";
            token.Claims["aud"] = new JsonArray("a", "b");
            token.Claims.Remove("exp");
        });

        Assert.Equal("""{"alg":"RS256","kid":"other","typ":"JWT"}""", PartOf(token, 0).ToJsonString());
        Assert.Equal("""["a","b"]""", ClaimsOf(token)["aud"]!.ToJsonString());
        Assert.False(ClaimsOf(token).ContainsKey("exp"));
    }

    [Theory]
    [InlineData(WorkOsSandboxSignature.Valid, true)]
    [InlineData(WorkOsSandboxSignature.OtherKey, false)]
    [InlineData(WorkOsSandboxSignature.Broken, false)]
    [InlineData(WorkOsSandboxSignature.HmacWithPublicKey, false)]
    [InlineData(WorkOsSandboxSignature.Missing, false)]
    public async Task A_signature_is_valid_or_wrong_in_a_known_way(WorkOsSandboxSignature signature, bool isValid)
    {
        var token = WorkOs.Connect.CreateAccessToken(Ada, change: token => token.Signature = signature);

        using var key = await PublicKeyAsync();
        var (signed, bytes) = PartsOf(token);
        Assert.Equal(isValid, bytes.Length > 0 && key.VerifyData(signed, bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal(
            signature == WorkOsSandboxSignature.HmacWithPublicKey,
            bytes.AsSpan().SequenceEqual(HMACSHA256.HashData(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()), signed)));
    }

    [Theory]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    public async Task A_valid_signature_follows_the_algorithm_of_the_header(string algorithm)
    {
        var token = WorkOs.Connect.CreateAccessToken(Ada, change: token => token.Header["alg"] = algorithm);

        using var key = await PublicKeyAsync();
        var (signed, bytes) = PartsOf(token);
        var hash = new HashAlgorithmName("SHA" + algorithm[2..]);
        Assert.True(key.VerifyData(signed, bytes, hash, algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task A_template_brings_role_and_permissions_into_users_tokens()
    {
        await using var workos = await WorkOsSandbox.StartAsync(sandbox =>
        {
            Configure(sandbox);
            sandbox.Connect.JwtTemplate["role"] = "{{ organization_membership.role }}";
            sandbox.Connect.JwtTemplate["permissions"] = "{{ organization_membership.permissions }}";
        });

        var claims = ClaimsOf(workos.Connect.CreateAccessToken(workos.People.First(person => person.Email == "ada@acme.com")));

        Assert.Equal(("admin", """["posts:read","posts:write"]"""), ((string?)claims["role"], claims["permissions"]!.ToJsonString()));
        Assert.False(ClaimsOf(workos.AuthKit.CreateAccessToken(workos.People[0])).ContainsKey("urn:none"));
    }

    [Fact]
    public void A_default_resource_is_for_clients_that_registered_themselves()
    {
        WorkOs.Connect.AddResource("https://api.example.com", isDefault: true);

        Assert.Equal(WorkOs.ClientId, (string?)ClaimsOf(WorkOs.Connect.CreateAccessToken(Ada))["aud"]);
    }

    private static bool Same(JsonObject left, JsonObject right)
    {
        left.Remove("jti");
        right.Remove("jti");
        return JsonNode.DeepEquals(left, right);
    }

    private static (byte[] Signed, byte[] Signature) PartsOf(string token)
    {
        var end = token.LastIndexOf('.');
        return (Encoding.ASCII.GetBytes(token[..end]), WebEncoders.Base64UrlDecode(token[(end + 1)..]));
    }

    private async Task<RSA> PublicKeyAsync()
    {
        var key = (await DomainAsync("/oauth2/jwks")).Body["keys"]![0]!;
        return RSA.Create(new RSAParameters
        {
            Modulus = WebEncoders.Base64UrlDecode((string)key["n"]!),
            Exponent = WebEncoders.Base64UrlDecode((string)key["e"]!),
        });
    }
}
