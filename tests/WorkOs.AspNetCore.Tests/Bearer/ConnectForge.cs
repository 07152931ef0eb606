using System.Security.Cryptography;
using System.Text.Json.Nodes;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Bearer;

/// <summary>Tokens of an AuthKit domain, signed with the key that signs those of sessions, as WorkOS does it, so that claims alone tell them apart.</summary>
internal static class ConnectForge
{
    public const string Domain = "https://acme.authkit.app";
    public const string Resource = "https://api.example.com/mcp";
    public const string Application = "client_application_01";
    public const string Machine = "client_machine_01";

    // Neither access tokens nor ID tokens of Connect have a `typ`.
    private const string Header = $$"""{"alg":"RS256","kid":"{{TokenForge.KeyId}}"}""";

    public static void Use(WorkOsBearerOptions options)
    {
        options.AuthKitDomain = new Uri(Domain);
        options.Resource = Resource;
    }

    public static string User(Action<JsonObject>? change = null) => Sign(UserClaims(), change);

    public static string MachineToken(Action<JsonObject>? change = null) => Sign(MachineClaims(), change);

    public static string IdToken(Action<JsonObject>? change = null) => Sign(
        new JsonObject
        {
            ["iss"] = Domain,
            ["aud"] = Application,
            ["sub"] = "user_01",
            ["nonce"] = "n-0S6_WzA2Mj",
            ["email"] = "ada@acme.com",
            ["iat"] = TokenForge.Now,
            ["exp"] = TokenForge.Now + 3600,
        },
        change);

    /// <summary>The access token that single sign-on returns beside the profile.</summary>
    public static string SingleSignOn(Action<JsonObject>? change = null) => Sign(
        new JsonObject { ["iss"] = TokenForge.BaseAddress, ["sub"] = "prof_01", ["iat"] = TokenForge.Now, ["exp"] = TokenForge.Now + 600 }, change);

    public static string Session(Action<JsonObject>? change = null)
    {
        var claims = JsonNode.Parse(TokenForge.Payload)!.AsObject();
        claims["client_id"] = TokenForge.ClientId;
        return Sign(claims, change);
    }

    public static JsonObject UserClaims() => new()
    {
        ["iss"] = Domain,
        ["aud"] = Resource,
        ["sub"] = "user_01",
        ["client_id"] = Application,
        ["sid"] = "app_consent_01",
        ["org_id"] = "org_01",
        ["scope"] = "openid posts:read",
        ["jti"] = "01J",
        ["iat"] = TokenForge.Now,
        ["exp"] = TokenForge.Now + 300,
    };

    public static JsonObject MachineClaims() => new()
    {
        ["iss"] = Domain,
        ["aud"] = TokenForge.ClientId,
        ["sub"] = Machine,
        ["client_id"] = Machine,
        ["org_id"] = "org_01",
        ["scope"] = "posts:read",
        ["jti"] = "01J",
        ["iat"] = TokenForge.Now,
        ["exp"] = TokenForge.Now + 3600,
    };

    public static string Sign(JsonObject claims, Action<JsonObject>? change = null, RSA? key = null)
    {
        change?.Invoke(claims);
        return TokenForge.Sign(Header, claims.ToJsonString(), key);
    }
}
