using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// Decodes base64url as specified in RFC 7515 section 2: no padding, no whitespace. The framework's decoder accepts both, so that one token could be
/// written in several ways. Unused bits that are not zero are refused by the framework's decoder.
/// </summary>
internal static class StrictBase64Url
{
    private static readonly SearchValues<byte> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    public static bool TryDecode(string text, out ReadOnlySpan<byte> decoded)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var buffer = new byte[utf8.Length];
        var done = TryDecode(utf8, buffer, out var written);
        decoded = buffer.AsSpan(0, written);
        return done;
    }

    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;
        return !text.ContainsAnyExcept(Alphabet)
            && Base64Url.DecodeFromUtf8(text, destination, out _, out written) == OperationStatus.Done;
    }
}
