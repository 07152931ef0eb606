using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Tokens;

/// <summary>Writes tokens and key sets byte for byte, right or wrong.</summary>
internal static class TokenForge
{
    public const string BaseAddress = "https://api.workos.com";
    public const string ClientId = "client_01HXYZ";
    public const string Issuer = "https://api.workos.com/user_management/client_01HXYZ";
    public const string KeyId = "sso_oidc_key_pair_01H";
    public const string Header = $$"""{"alg":"RS256","kid":"{{KeyId}}","typ":"JWT"}""";

    /// <summary>A clock at its start reads 1768478400.</summary>
    public const long Now = 1768478400;

    /// <summary>The key that is published.</summary>
    public static RSA Key { get; } = RSA.Create(2048);

    /// <summary>A key that is not.</summary>
    public static RSA StrangerKey { get; } = RSA.Create(2048);

    public static string Payload { get; } = PayloadWith("");

    public static string KeySet { get; } = KeySetOf(Jwk(Key, KeyId));

    /// <summary>The claims of a good token, and <paramref name="more"/> (JSON members, with a leading comma).</summary>
    public static string PayloadWith(string more) =>
        $$"""{"iss":"{{Issuer}}","sub":"user_01","sid":"session_01","jti":"01J","org_id":"org_01","iat":{{Now}},"exp":{{Now + 300}}{{more}}}""";

    public static string Good() => Sign(Header, Payload);

    public static string Sign(string header, string payload, RSA? key = null) =>
        Sign(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(payload), key);

    public static string Sign(byte[] header, byte[] payload, RSA? key = null) => SignInput($"{Encode(header)}.{Encode(payload)}", key);

    /// <summary>Signs parts that are already encoded, however badly.</summary>
    public static string SignInput(string signingInput, RSA? key = null) =>
        $"{signingInput}.{Encode((key ?? Key).SignData(Encoding.UTF8.GetBytes(signingInput), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";

    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    public static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    public static string KeySetOf(params string[] keys) => $$"""{"keys":[{{string.Join(',', keys)}}]}""";

    public static string Jwk(RSA key, string id, string more = ""","alg":"RS256","use":"sig" """)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return $$"""{"kty":"RSA","kid":"{{id}}","n":"{{Encode(parameters.Modulus!)}}","e":"{{Encode(parameters.Exponent!)}}"{{more}}}""";
    }

    public static SigningKeySet ReadKeys(string json)
    {
        Assert.True(JsonWebKeySet.TryRead(JsonElement.Parse(json), out var keys));
        return keys;
    }

    public static TokenValidationSettings Settings(FakeClock clock) => new()
    {
        Issuers = TokenValidationSettings.DefaultIssuers(BaseAddress, ClientId),
        TimeProvider = clock,
    };

    /// <summary>A validator that knows <paramref name="keySet"/>, and has asked for it already.</summary>
    public static AccessTokenValidator Validator(TokenValidationSettings? settings = null, string? keySet = null, ValidatedTokenCache? cache = null)
    {
        settings ??= Settings(new FakeClock());
        var keys = new SigningKeyCache(() => Task.FromResult<SigningKeySet?>(ReadKeys(keySet ?? KeySet)), settings.TimeProvider);
        return new AccessTokenValidator(keys, settings, cache);
    }

    public static async Task<WorkOsTokenFailure> FailureOf(string token, TokenValidationSettings? settings = null, string? keySet = null) =>
        (await Validator(settings, keySet).ValidateAsync(token, CancellationToken.None)).Failure;
}
