namespace WorkOs.AspNetCore;

/// <summary>Makes a text from outside fit for a log: no line breaks, no e-mail addresses, nothing that could be a secret.</summary>
internal static class LogText
{
    private const int MaxLength = 200;
    private const int MaxWordLength = 32;

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
            .Select(word => word.AsSpan().ContainsAny('@', '%') || word.Length > MaxWordLength ? "[removed]" : word));
    }
}
