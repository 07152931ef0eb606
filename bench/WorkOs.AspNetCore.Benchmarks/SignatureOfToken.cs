using System.Security.Cryptography;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>Verifies an RS256 signature and does nothing else. Every request with a token that is not cached has this cost.</summary>
internal sealed class SignatureOfToken
{
    private readonly RSA _key;
    private readonly byte[] _hash = SHA256.HashData("a token"u8);
    private readonly byte[] _signature;

    public SignatureOfToken()
    {
        using var signer = RSA.Create(2048);
        _signature = signer.SignHash(_hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _key = RSA.Create(signer.ExportParameters(includePrivateParameters: false));
    }

    public Task VerifyAsync() => _key.VerifyHash(_hash, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        ? Task.CompletedTask
        : throw new InvalidOperationException("The signature was refused.");
}
