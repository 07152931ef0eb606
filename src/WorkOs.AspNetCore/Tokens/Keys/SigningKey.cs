using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.ObjectPool;

namespace WorkOs.AspNetCore;

/// <summary>A published key, and whether it may verify tokens.</summary>
internal sealed class SigningKey
{
    private const int MinBits = 2048;

    // Verification with a larger key would be expensive enough for a denial-of-service attack.
    private const int MaxBits = 8192;

    private readonly byte[] _id;
    private readonly RSAParameters _parameters;
    private readonly ObjectPool<RSA>? _verifiers;

    private SigningKey(string id, RSAParameters? parameters)
    {
        _id = Encoding.UTF8.GetBytes(id);
        if (parameters is { } usable)
        {
            _parameters = usable;

            // RSA objects are not documented as thread-safe, and are expensive to create: a pool gives each one to one thread at a time. The objects
            // of a replaced key set are left to their finalizers, because requests may still use them.
            _verifiers = new DefaultObjectPoolProvider().Create(new VerifierPolicy(usable));
        }
    }

    public ReadOnlySpan<byte> Id => _id;

    public bool IsUsable => _verifiers is not null;

    public static SigningKey Unsuitable(string id) => new(id, parameters: null);

    /// <summary>
    /// Creates an RSA key. A key that is too small, too large or not a valid RSA key is kept as unsuitable, so that tokens that name it are refused
    /// for that reason.
    /// </summary>
    public static SigningKey Rsa(string id, ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        modulus = modulus.TrimStart((byte)0);
        exponent = exponent.TrimStart((byte)0);
        var bits = modulus.IsEmpty ? 0 : (modulus.Length * 8) - byte.LeadingZeroCount(modulus[0]);
        var usable = bits is >= MinBits and <= MaxBits && IsOdd(modulus) && IsOdd(exponent) && exponent.Length <= sizeof(ulong)
            && !exponent.SequenceEqual((ReadOnlySpan<byte>)[1]);
        return usable
            ? new SigningKey(id, new RSAParameters { Modulus = modulus.ToArray(), Exponent = exponent.ToArray() })
            : Unsuitable(id);
    }

    /// <summary>Verifies a signature: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 section 3.3).</summary>
    public bool Verifies(ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature)
    {
        if (_verifiers is null || signature.Length != _parameters.Modulus!.Length)
        {
            return false;
        }

        var verifier = _verifiers.Get();
        var genuine = verifier.VerifyData(signingInput, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _verifiers.Return(verifier);
        return genuine;
    }

    public bool IsSameAs(SigningKey other) =>
        _id.AsSpan().SequenceEqual(other._id)
        && _parameters.Modulus.AsSpan().SequenceEqual(other._parameters.Modulus)
        && _parameters.Exponent.AsSpan().SequenceEqual(other._parameters.Exponent);

    private static bool IsOdd(ReadOnlySpan<byte> number) => !number.IsEmpty && (number[^1] & 1) == 1;

    private sealed class VerifierPolicy(RSAParameters parameters) : PooledObjectPolicy<RSA>
    {
        public override RSA Create() => RSA.Create(parameters);

        public override bool Return(RSA obj) => true;
    }
}
