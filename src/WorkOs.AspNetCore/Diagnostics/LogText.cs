namespace WorkOs.AspNetCore;

/// <summary>Makes a text from outside fit for a log: no line breaks, no e-mail addresses, nothing that could be a secret.</summary>
internal static class LogText
{
    private const int MaxLength = 200;
    private const int MaxWordLength = 32;

    // Codes, tokens and keys are longer than this and have digits; so have the ids that an operator needs.
    private const int MaxWordLengthWithDigits = 15;

    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var cut = text.Length > MaxLength ? text[..MaxLength] : text;
        var printable = string.Create(cut.Length, cut, static (span, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                span[i] = char.IsAsciiLetterOrDigit(source[i]) || ".,:;'()-_@%/".Contains(source[i], StringComparison.Ordinal) ? source[i] : ' ';
            }
        });

        return string.Join(' ', printable
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => IsHarmless(word) ? word : "[removed]"));
    }

    private static bool IsHarmless(string word) =>
        word.Length <= MaxWordLength
        && !word.AsSpan().ContainsAny('@', '%')
        && (word.Length <= MaxWordLengthWithDigits || !word.AsSpan().ContainsAnyInRange('0', '9') || IsId(word));

    private static bool IsId(string word) =>
        word.StartsWith("org_", StringComparison.Ordinal) || word.StartsWith("conn_", StringComparison.Ordinal);
}
