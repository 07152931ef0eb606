using System.Globalization;

namespace WorkOs.AspNetCore;

/// <summary>Normalizes a domain, or the domain of an e-mail address, to the form in which WorkOS lists it.</summary>
internal static class DomainName
{
    // RFC 5321, 4.5.3.1: a path has at most 256 octets, two of which are its angle brackets.
    private const int MaxEmailLength = 254;

    // RFC 1035, 2.3.4: 255 octets on the wire are 253 characters.
    private const int MaxDomainLength = 253;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// Compares domains in the form of <see cref="Normalize"/>, so that one lookup in a dictionary is enough, however large it is. A key that cannot
    /// be a domain is kept, and the validation of the options reports it.
    /// </summary>
    public static IEqualityComparer<string> Comparer { get; } = EqualityComparer<string>.Create(
        (one, other) => StringComparer.OrdinalIgnoreCase.Equals(Normalize(one) ?? one, Normalize(other) ?? other),
        text => StringComparer.OrdinalIgnoreCase.GetHashCode(Normalize(text) ?? text));

    /// <summary>The domain in lower case and ASCII; <see langword="null"/> if the text cannot be a domain.</summary>
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

    /// <summary>The part after the last <c>@</c> of an address, not yet normalized; empty if the text cannot be an address.</summary>
    public static string OfEmail(string email)
    {
        var text = email.Trim();
        var at = text.LastIndexOf('@');
        return text.Length <= MaxEmailLength && at > 0 && !text.Any(char.IsControl) && !text.AsSpan(0, at).ContainsAny(' ', '@')
            ? text[(at + 1)..]
            : string.Empty;
    }
}
