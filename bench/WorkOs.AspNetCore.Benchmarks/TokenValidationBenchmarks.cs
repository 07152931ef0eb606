using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>
/// Compares the validation of an AuthKit access token of usual size (RS256, 2048 bits) with the RSA verification of its signature alone.
/// </summary>
[MemoryDiagnoser]
public class TokenValidationBenchmarks
{
    private const string BaseAddress = "https://api.workos.com";
    private const string ClientId = "client_01HZYX6C9YQF3K8RZP5V2W7D4E";
    private const string Header = """{"alg":"RS256","kid":"sso_oidc_key_pair_01HZYX6C9YQF3K8RZP5V2W7D4E"}""";

    private readonly RSA _key = RSA.Create(2048);
    private RSA _publicKey = null!;
    private string _token = null!;
    private byte[] _signingInput = null!;
    private byte[] _signature = null!;
    private AccessTokenValidator _validator = null!;
    private AccessTokenValidator _remembering = null!;

    [GlobalSetup]
    public void Setup()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var payload = $$"""
            {"iss":"{{BaseAddress}}/user_management/{{ClientId}}","sub":"user_01HZYX6C9YQF3K8RZP5V2W7D4E","sid":"session_01HZYX6C9YQF3K8RZP5V2W7D4E","jti":"01HZYX6C9YQF3K8RZP5V2W7D4E","org_id":"org_01HZYX6C9YQF3K8RZP5V2W7D4E","role":"admin","roles":["admin"],"permissions":["posts:read","posts:write","users:read"],"feature_flags":["beta"],"auth_time":{{now}},"client_id":"{{ClientId}}","iat":{{now}},"exp":{{now + 86_400}}}
            """;
        _signingInput = Encoding.ASCII.GetBytes($"{Encode(Header)}.{Encode(payload)}");
        _signature = _key.SignData(_signingInput, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _token = $"{Encoding.ASCII.GetString(_signingInput)}.{Base64Url.EncodeToString(_signature)}";

        var parameters = _key.ExportParameters(includePrivateParameters: false);
        _publicKey = RSA.Create(parameters);
        var jwks = $$"""
            {"keys":[{"kty":"RSA","alg":"RS256","use":"sig","kid":"sso_oidc_key_pair_01HZYX6C9YQF3K8RZP5V2W7D4E","n":"{{Base64Url.EncodeToString(parameters.Modulus)}}","e":"{{Base64Url.EncodeToString(parameters.Exponent)}}"}]}
            """;
        _validator = Validator(jwks, cache: null);
        _remembering = Validator(jwks, new ValidatedTokenCache(1_000));
        if (!RawRsa() || !Validate() || !ValidateToPrincipal() || !ValidateRemembered() || !ValidateRemembered())
        {
            throw new InvalidOperationException("What is measured must succeed.");
        }
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _key.Dispose();
        _publicKey.Dispose();
    }

    /// <summary>SHA-256 and RSASSA-PKCS1-v1_5 over prepared bytes.</summary>
    [Benchmark(Baseline = true)]
    public bool RawRsa() => _publicKey.VerifyData(_signingInput, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    [Benchmark]
    public bool Validate() => Succeeds(_validator) is not null;

    [Benchmark]
    public bool ValidateToPrincipal()
    {
        var accessToken = Succeeds(_validator)!;
        var identity = new ClaimsIdentity("benchmark");
        accessToken.AddClaimsTo(identity, TokenClaimNames.Role, accessToken.Issuer!, ClaimNameGuard.Bearer);
        return new ClaimsPrincipal(identity).Identity!.IsAuthenticated;
    }

    [Benchmark]
    public bool ValidateRemembered() => Succeeds(_remembering) is not null;

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static AccessTokenValidator Validator(string jwks, ValidatedTokenCache? cache)
    {
        var settings = new TokenValidationSettings { Issuers = TokenValidationSettings.DefaultIssuers(BaseAddress, ClientId) };
        var keys = new SigningKeyCache(
            () => Task.FromResult(JsonWebKeySet.TryRead(JsonElement.Parse(jwks), out var read) ? read : null), settings.TimeProvider);
        return new AccessTokenValidator(keys, settings, cache);
    }

    private AccessToken? Succeeds(AccessTokenValidator by)
    {
        var validation = by.ValidateAsync(_token, CancellationToken.None);
        return validation.IsCompletedSuccessfully ? validation.Result.Token : null;
    }
}
