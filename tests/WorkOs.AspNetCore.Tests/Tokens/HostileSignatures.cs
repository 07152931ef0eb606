using System.Security.Cryptography;
using System.Text;
using static WorkOs.AspNetCore.Tests.Tokens.HostileToken;
using static WorkOs.AspNetCore.WorkOsTokenFailure;

namespace WorkOs.AspNetCore.Tests.Tokens;

/// <summary>Headers and claims that are in order, under a signature that isn't.</summary>
internal static class HostileSignatures
{
    private static string Input => $"{TokenForge.Encode(TokenForge.Header)}.{TokenForge.Encode(TokenForge.Payload)}";

    private static byte[] InputBytes => Encoding.ASCII.GetBytes(Input);

    public static IEnumerable<HostileToken> All =>
    [
        Changed("no signature", InvalidSignature, token => token[..(token.LastIndexOf('.') + 1)]),
        Changed("signature of one byte", InvalidSignature, token => token[..(token.LastIndexOf('.') + 1)] + "AA"),
        Changed("signature cut by one byte", InvalidSignature, token => Resigned(token, bytes => bytes[..^1])),
        Changed("signature cut in half", InvalidSignature, token => Resigned(token, bytes => bytes[..128])),
        Changed("signature with a zero before it", InvalidSignature, token => Resigned(token, bytes => [0, .. bytes])),
        Changed("signature with a zero behind it", InvalidSignature, token => Resigned(token, bytes => [.. bytes, 0])),
        Changed("signature twice", InvalidSignature, token => Resigned(token, bytes => [.. bytes, .. bytes])),
        Changed("signature backwards", InvalidSignature, token => Resigned(token, bytes => [.. bytes.Reverse()])),
        Changed("signature all zeros", InvalidSignature, token => Resigned(token, bytes => new byte[bytes.Length])),
        Changed("signature one", InvalidSignature, token => Resigned(token, bytes => [.. new byte[bytes.Length - 1], 1])),
        Changed("signature all ones", InvalidSignature, token => Resigned(token, bytes => [.. bytes.Select(_ => (byte)0xFF)])),
        Changed("signature the modulus", InvalidSignature, token => Resigned(token, _ => TokenForge.Key.ExportParameters(false).Modulus!)),
        Changed("signature with its first bit turned", InvalidSignature, token => Resigned(token, bytes => [(byte)(bytes[0] ^ 0x80), .. bytes[1..]])),
        Changed("signature with its last bit turned", InvalidSignature, token => Resigned(token, bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)])),
        Changed("signature in standard base64", InvalidSignature, token => $"{Input}.{Convert.ToBase64String(Signature(token))}"),
        Changed("signature in hexadecimal", InvalidSignature, token => $"{Input}.{Convert.ToHexString(Signature(token))}"),

        new("signed by a stranger under our key's name", InvalidSignature, () => TokenForge.Sign(TokenForge.Header, TokenForge.Payload, TokenForge.StrangerKey)),
        new("signed by a stranger, no kid", InvalidSignature, () => TokenForge.Sign("""{"alg":"RS256"}""", TokenForge.Payload, TokenForge.StrangerKey)),
        new("signed by a stranger, its key in jwk", InvalidSignature, () => TokenForge.Sign(HeaderWith($"\"jwk\":{TokenForge.Jwk(TokenForge.StrangerKey, TokenForge.KeyId)}"), TokenForge.Payload, TokenForge.StrangerKey)),
        new("signed by a stranger, its keys behind jku", InvalidSignature, () => TokenForge.Sign(HeaderWith("\"jku\":\"https://evil.example/jwks\""), TokenForge.Payload, TokenForge.StrangerKey)),
        new("signed by a stranger, its certificate behind x5u", InvalidSignature, () => TokenForge.Sign(HeaderWith("\"x5u\":\"https://evil.example/cert\""), TokenForge.Payload, TokenForge.StrangerKey)),
        new("signed by a stranger, its certificate in x5c", InvalidSignature, () => TokenForge.Sign(HeaderWith("\"x5c\":[\"MIIB\"]"), TokenForge.Payload, TokenForge.StrangerKey)),

        new("signed with RS384", InvalidSignature, () => With(TokenForge.Key.SignData(InputBytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1))),
        new("signed with RS512", InvalidSignature, () => With(TokenForge.Key.SignData(InputBytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1))),
        new("signed with SHA-1", InvalidSignature, () => With(TokenForge.Key.SignData(InputBytes, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1))),
        new("signed with PS256", InvalidSignature, () => With(TokenForge.Key.SignData(InputBytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss))),
        new("signed with the modulus as an HMAC key", InvalidSignature, () => With(HMACSHA256.HashData(TokenForge.Key.ExportParameters(false).Modulus!, InputBytes))),
        new("HS256 with the public key in PEM", UnsupportedAlgorithm, () => Hmac(Encoding.ASCII.GetBytes(TokenForge.Key.ExportSubjectPublicKeyInfoPem()))),
        new("HS256 with the public key in DER", UnsupportedAlgorithm, () => Hmac(TokenForge.Key.ExportSubjectPublicKeyInfo())),
        new("HS256 with an empty key", UnsupportedAlgorithm, () => Hmac([])),

        new("signature of only the payload", InvalidSignature, () => With(Sign(Encoding.ASCII.GetBytes(TokenForge.Encode(TokenForge.Payload))))),
        new("signature of the decoded parts", InvalidSignature, () => With(Sign(Encoding.UTF8.GetBytes($"{TokenForge.Header}.{TokenForge.Payload}")))),
        new("signature of another token", InvalidSignature, () => With(Signature(TokenForge.Sign(TokenForge.Header, TokenForge.PayloadWith(",\"x\":1"))))),
        new("header and payload swapped", UnsupportedAlgorithm, () => TokenForge.Sign(TokenForge.Payload, TokenForge.Header)),
        Changed("payload of another user", InvalidSignature, token => Swap(token, TokenForge.Encode(TokenForge.Payload), TokenForge.Encode(Swap(TokenForge.Payload, "user_01", "user_02")))),
        Changed("header with another member", InvalidSignature, token => Swap(token, TokenForge.Encode(TokenForge.Header), TokenForge.Encode(HeaderWith("\"x\":1")))),
    ];

    private static string HeaderWith(string member) => $$"""{"alg":"RS256","kid":"{{TokenForge.KeyId}}",{{member}}}""";

    private static string Swap(string text, string part, string other) => text.Replace(part, other, StringComparison.Ordinal);

    private static byte[] Sign(byte[] data) => TokenForge.Key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static byte[] Signature(string token) => System.Buffers.Text.Base64Url.DecodeFromChars(token.AsSpan(token.LastIndexOf('.') + 1));

    private static string With(byte[] signature) => $"{Input}.{TokenForge.Encode(signature)}";

    private static string Resigned(string token, Func<byte[], byte[]> change) =>
        $"{token[..token.LastIndexOf('.')]}.{TokenForge.Encode(change(Signature(token)))}";

    private static string Hmac(byte[] key)
    {
        var input = $"{TokenForge.Encode($$"""{"alg":"HS256","kid":"{{TokenForge.KeyId}}"}""")}.{TokenForge.Encode(TokenForge.Payload)}";
        return $"{input}.{TokenForge.Encode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(input)))}";
    }
}
