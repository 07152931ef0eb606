using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>Tokens of Connect for one sign-in: an id_token has its nonce, so that none can be recorded. The key is made anew for each run.</summary>
internal static class LiveTokens
{
    /// <summary>Below which the tokens and their key are.</summary>
    public const string Path = "/live";

    public const string RefreshToken = "recorded_refresh_token_live";

    private const string KeyId = "live_key";
    private static readonly RSA Key = RSA.Create(2048);

    /// <summary>Answers the token request of the sign-in with this nonce.</summary>
    public static async Task PublishAsync(WireMockServer workOs, string nonce)
    {
        var issuer = workOs.Address.GetLeftPart(UriPartial.Authority);
        var now = RecordedTime.NewClock().GetUtcNow().ToUnixTimeSeconds();
        var parameters = Key.ExportParameters(includePrivateParameters: false);
        await workOs.AddAnswerAsync("GET", Path + "/oauth2/jwks", new Dictionary<string, object>
        {
            ["keys"] = new[]
            {
                new Dictionary<string, string>
                {
                    ["kty"] = "RSA",
                    ["use"] = "sig",
                    ["alg"] = "RS256",
                    ["kid"] = KeyId,
                    ["n"] = Base64Url.EncodeToString(parameters.Modulus),
                    ["e"] = Base64Url.EncodeToString(parameters.Exponent),
                },
            },
        });
        await workOs.AddAnswerAsync("POST", Path + "/oauth2/token", new Dictionary<string, object>
        {
            ["token_type"] = "bearer",
            ["expires_in"] = 3600,
            ["refresh_token"] = RefreshToken,
            ["access_token"] = Sign(new()
            {
                ["iss"] = issuer,
                ["aud"] = "client_environment",
                ["sub"] = "user_01ADA",
                ["client_id"] = Site.ClientId,
                ["sid"] = "app_consent_01ADA",
                ["jti"] = "01ADALIVE",
                ["scope"] = "openid profile email offline_access",
                ["iat"] = now,
                ["exp"] = now + 300,
            }),
            ["id_token"] = Sign(new()
            {
                ["iss"] = issuer,
                ["aud"] = Site.ClientId,
                ["sub"] = "user_01ADA",
                ["nonce"] = nonce,
                ["name"] = "Ada of the id_token",
                ["iat"] = now,
                ["exp"] = now + 3600,
            }),
        });
    }

    private static string Sign(Dictionary<string, object> claims)
    {
        var input = $"{Encode($$"""{"alg":"RS256","kid":"{{KeyId}}"}""")}.{Encode(JsonSerializer.Serialize(claims))}";
        return $"{input}.{Base64Url.EncodeToString(Key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
