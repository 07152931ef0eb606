using System.Globalization;

namespace WorkOs.AspNetCore;

/// <summary>Brings a domain, or the domain of an e-mail address, into the form in which WorkOS lists it.</summary>
internal static class DomainName
{
    // RFC 5321, 4.5.3.1: a path has at most 256 octets, two of which are its angle brackets.
    private const int MaxEmailLength = 254;

    // RFC 1035, 2.3.4: 255 octets on the wire are 253 characters.
    private const int MaxDomainLength = 253;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// Compares domains as <see cref="Normalize"/> has them, so that a table of them is asked once, however large it is. What cannot
    /// be a domain is kept for the validation of the options, which names it.
    /// </summary>
    public static IEqualityComparer<string> Comparer { get; } = EqualityComparer<string>.Create(
        (one, other) => StringComparer.OrdinalIgnoreCase.Equals(Normalize(one) ?? one, Normalize(other) ?? other),
        text => StringComparer.OrdinalIgnoreCase.GetHashCode(Normalize(text) ?? text));

    /// <summary>The domain in lower case and ASCII, or <see langword="null"/> when it cannot be one.</summary>
    public static string? Normalize(string? domain)
    {
        var text = domain?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > MaxDomainLength)
        {
            return null;
        }

        text = text.EndsWith('.') ? text[..^1] : text;
        try
        {
            var ascii = Idn.GetAscii(text).ToLowerInvariant();
            return ascii.Length <= MaxDomainLength && ascii.Contains('.', StringComparison.Ordinal) && !ascii.EndsWith('.') ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// What stands behind the last <c>@</c> of an address, not yet normalized; empty when the text cannot be an address.
    /// </summary>
    public static string OfEmail(string email)
    {
        var text = email.Trim();
        var at = text.LastIndexOf('@');
        return text.Length <= MaxEmailLength && at > 0 && !text.Any(char.IsControl) && !text.AsSpan(0, at).ContainsAny(' ', '@')
            ? text[(at + 1)..]
            : string.Empty;
    }
}
