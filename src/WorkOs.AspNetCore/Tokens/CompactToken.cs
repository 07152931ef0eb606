using System.Buffers;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>The three parts of a JWS in compact form (RFC 7515 section 7.1), decoded one by one into a buffer of the caller.</summary>
internal readonly ref struct CompactToken
{
    public const int MaxLength = 16 * 1024;

    private readonly ReadOnlySpan<byte> _text;
    private readonly Span<byte> _scratch;
    private readonly int _firstDot;
    private readonly int _lastDot;

    private CompactToken(ReadOnlySpan<byte> text, Span<byte> scratch, int firstDot, int lastDot)
    {
        _text = text;
        _scratch = scratch;
        _firstDot = firstDot;
        _lastDot = lastDot;
    }

    public ReadOnlySpan<byte> SigningInput => _text[.._lastDot];

    /// <summary>The size of a buffer for the text and for the largest of its decoded parts.</summary>
    public static int BufferSize(int length) => 2 * length;

    public static WorkOsTokenFailure TryOpen(ReadOnlySpan<char> token, Span<byte> buffer, out CompactToken compact)
    {
        compact = default;
        if (Ascii.FromUtf16(token, buffer, out var length) != OperationStatus.Done)
        {
            return WorkOsTokenFailure.Malformed;
        }

        ReadOnlySpan<byte> parts = buffer[..length];
        var dots = parts.Count((byte)'.');
        if (dots != 2)
        {
            return dots == 4 ? WorkOsTokenFailure.Encrypted : WorkOsTokenFailure.Malformed;
        }

        compact = new CompactToken(parts, buffer[length..], parts.IndexOf((byte)'.'), parts.LastIndexOf((byte)'.'));
        return WorkOsTokenFailure.None;
    }

    public ReadOnlySpan<byte> Header => _text[.._firstDot];

    public ReadOnlySpan<byte> Payload => _text[(_firstDot + 1).._lastDot];

    public ReadOnlySpan<byte> Signature => _text[(_lastDot + 1)..];

    /// <summary>Decodes one of the parts. All parts use the same buffer, so each call invalidates the result of the previous one.</summary>
    public bool TryDecode(ReadOnlySpan<byte> part, out ReadOnlySpan<byte> decoded)
    {
        var done = StrictBase64Url.TryDecode(part, _scratch, out var written);
        decoded = _scratch[..written];
        return done;
    }
}
