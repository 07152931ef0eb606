using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// Names of entries in the shared cache: a prefix, and a hash of the values that the entry belongs to. The values are hashed because ids from
/// outside may have any length and any characters. Each value is hashed with its length, so that two different lists never produce the same bytes.
/// </summary>
internal static class CacheName
{
    /// <summary>The number of characters of the hash at the end of each name: 128 bits in Base64Url.</summary>
    public const int HashLength = 22;

    private const int HashBytes = 16;
    private const int SmallLength = 512;

    public static string Of(string prefix, params ReadOnlySpan<string> parts)
    {
        var length = 0;
        foreach (var part in parts)
        {
            length += sizeof(int) + Encoding.UTF8.GetMaxByteCount(part.Length);
        }

        var rented = length > SmallLength ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> bytes = rented is null ? stackalloc byte[SmallLength] : rented;
        var written = 0;
        foreach (var part in parts)
        {
            var count = Encoding.UTF8.GetBytes(part, bytes[(written + sizeof(int))..]);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[written..], count);
            written += sizeof(int) + count;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..written], hash);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }

        Span<char> text = stackalloc char[HashLength];
        Base64Url.EncodeToChars(hash[..HashBytes], text);
        return string.Concat(prefix, text);
    }
}
