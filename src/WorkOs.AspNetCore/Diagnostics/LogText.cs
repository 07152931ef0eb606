namespace WorkOs.AspNetCore;

/// <summary>
/// Sanitizes text from untrusted sources for a log: no line breaks, no e-mail addresses, nothing that could be a secret. Words are checked before any
/// replacement: an e-mail address with replaced special characters would pass as two words.
/// </summary>
internal static class LogText
{
    private const int MaxLength = 200;
    private const int MaxWordLength = 32;

    // Codes, tokens and keys are longer than this and contain digits, as do the ids that are needed for support.
    private const int MaxWordLengthWithDigits = 15;

    private const string Punctuation = ".,:;!?'\"()[]/_-";
    private const string NamePunctuation = ".:/_-~";

    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var isCut = text.Length > MaxLength;
        var words = (isCut ? text[..MaxLength] : text).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);

        // A truncated word cannot be checked.
        var whole = isCut ? words.SkipLast(1) : words;
        var clean = string.Join(' ', whole.Select(word => IsHarmless(word) ? word : "[removed]"));
        return clean.Length == 0 ? null : clean;
    }

    /// <summary>
    /// Returns an issuer, an audience or another public name, if it has the format of one. E-mail addresses and query strings do not have this
    /// format.
    /// </summary>
    public static string PublicName(string? name) =>
        name is { Length: > 0 and <= MaxLength } && name.All(c => char.IsAsciiLetterOrDigit(c) || NamePunctuation.Contains(c, StringComparison.Ordinal))
            ? name
            : "[removed]";

    private static bool IsHarmless(string word)
    {
        var core = word.Trim(Punctuation.ToCharArray());
        return word.All(c => char.IsLetterOrDigit(c) || Punctuation.Contains(c, StringComparison.Ordinal))
            && core.Length <= MaxWordLength
            && (core.Length <= MaxWordLengthWithDigits || !core.Any(char.IsDigit) || IsId(core));
    }

    private static bool IsId(string word) =>
        word.Split('_') is ["org" or "conn", var id] && id.All(char.IsAsciiLetterOrDigit);
}
