using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>The SHA-256 of a token's signature, or of an API key: identifies it without storing a value that can be used in a request.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TokenFingerprint(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    // The length of 8192 bits in base64url, the largest signature that is accepted.
    private const int MaxLength = 1366;

    public static bool TryOf(ReadOnlySpan<char> signature, out TokenFingerprint fingerprint)
    {
        fingerprint = default;
        Span<byte> text = stackalloc byte[MaxLength];
        if (signature.Length > MaxLength || Ascii.FromUtf16(signature, text, out var length) != OperationStatus.Done)
        {
            return false;
        }

        SHA256.HashData(text[..length], MemoryMarshal.AsBytes(new Span<TokenFingerprint>(ref fingerprint)));
        return true;
    }

    public override int GetHashCode() => First.GetHashCode();
}
