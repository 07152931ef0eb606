using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace WorkOs.AspNetCore;

/// <summary>What is remembered of a code or a state that was redeemed: enough to know it again, too little to use it.</summary>
internal static class RedeemedHash
{
    // A value, because thousands of strings that live for a while would be moved by one garbage collection after another.
    public static UInt128 Of(string secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(secret.AsSpan()), hash);
        return BitConverter.ToUInt128(hash);
    }
}
