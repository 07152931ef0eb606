using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>An RSA key of 2048 bits and its entry in the key set.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly Lock _lock = new();
    // Not disposed, but returned for later sandboxes.
#pragma warning disable CA2213
    private readonly RSA _rsa = SpareKeys.Take();
#pragma warning restore CA2213
    private readonly JsonObject _jwk;
    private bool _isReturned;

    public SigningKey(DateTimeOffset now)
    {
        var parameters = _rsa.ExportParameters(includePrivateParameters: false);
        var request = new CertificateRequest("CN=WorkOS sandbox", _rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        _jwk = new()
        {
            ["alg"] = "RS256",
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["x5c"] = new JsonArray(Convert.ToBase64String(certificate.RawDataMemory.Span)),
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
            ["kid"] = Id,
            ["x5t#S256"] = Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256)),
        };
    }

    public string Id { get; } = SandboxIds.New("sso_oidc_key_pair_");

    public JsonNode ToJsonWebKey() => _jwk.DeepClone();

    public byte[] Sign(ReadOnlySpan<byte> data, string? algorithm)
    {
        var hash = algorithm switch
        {
            "RS384" or "PS384" => HashAlgorithmName.SHA384,
            "RS512" or "PS512" => HashAlgorithmName.SHA512,
            _ => HashAlgorithmName.SHA256,
        };
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isReturned, this);
            return _rsa.SignData(data, hash, algorithm is "PS256" or "PS384" or "PS512" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        }
    }

    public string ExportPublicKeyPem()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isReturned, this);
            return _rsa.ExportSubjectPublicKeyInfoPem();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (!_isReturned)
            {
                _isReturned = true;
                SpareKeys.Return(_rsa);
            }
        }
    }
}
