using System.Buffers;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// Decides where a browser may be redirected after a sign-in or sign-out: to a path of this site, or to an origin that the app allows. It is stricter
/// than <c>IUrlHelper.IsLocalUrl</c>: a URL is refused if any browser, proxy or server could read it as another host, even if most would not.
/// </summary>
internal static class ReturnUrlPolicy
{
    // The return URL is part of the protected state, which is part of a URL.
    public const int MaxLength = 2000;

    // U+FFFE is not a character (Unicode, 23.7). Normalization throws for it, as for half a surrogate pair.
    private const char NotACharacter = '\uFFFE';

    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/");

    /// <summary>Checks a URL against the origins that the options of a scheme allow.</summary>
    public static string? Check(string? url, WorkOsRemoteOptions options) => Check(
        url,
        options.PublicOrigin is { } origin
            ? options.AllowedReturnOrigins.Append(origin.GetLeftPart(UriPartial.Authority))
            : options.AllowedReturnOrigins);

    /// <summary>The URL in ASCII, as required for a header; <see langword="null"/> if the browser must not be redirected to it.</summary>
    public static string? Check(string? url, IEnumerable<string> allowedOrigins)
    {
        // Most return URLs are paths of these characters, which every browser and server reads in the same way.
        if (url is ['/', ..] and not ['/', '/', ..] && url.Length <= MaxLength && !url.AsSpan().ContainsAnyExcept(PlainCharacters))
        {
            return url;
        }

        if (string.IsNullOrEmpty(url) || url.Length > MaxLength || HasForbiddenCharacters(url))
        {
            return null;
        }

        var ascii = Escape(url);
        var isAllowed = ascii.Length <= MaxLength && (url[0] == '/' ? IsLocalPath(ascii) : IsOfAllowedOrigin(ascii, allowedOrigins));
        return isAllowed ? ascii : null;
    }

    // Browsers treat a backslash as a slash, and some servers an encoded line break as a line break. Both are checked up to the query only, which is
    // data of the app.
    private static bool HasForbiddenCharacters(string url)
    {
        var path = PathOf(url);
        return url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is NotACharacter)
            || !IsValidUtf16(url)
            || path.Contains('\\')
            || HasEncodedControlCharacter(path);
    }

    // Includes the scheme and host, if the URL has them.
    private static ReadOnlySpan<char> PathOf(string url)
    {
        var end = url.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? url : url.AsSpan(0, end);
    }

    private static bool HasEncodedControlCharacter(ReadOnlySpan<char> path)
    {
        for (var i = 0; i + 2 < path.Length; i++)
        {
            if (path[i] == '%' && (path[i + 1] is '0' or '1' || (path[i + 1] == '7' && path[i + 2] is 'f' or 'F')))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsValidUtf16(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    // Kestrel refuses a header that is not ASCII, and at that time the user has already been signed in. A backslash is escaped too, because a proxy
    // may turn it into a slash.
    private static string Escape(string url) => Ascii.IsValid(url) && !url.Contains('\\', StringComparison.Ordinal)
        ? url
        : string.Concat(url.EnumerateRunes().Select(rune => rune.IsAscii && rune.Value != '\\' ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    private static bool IsLocalPath(string url)
    {
        var path = PathOf(url).ToString();

        // Some servers decode twice, and some normalize characters that look like a slash.
        var decoded = Uri.UnescapeDataString(Uri.UnescapeDataString(path));
        if (decoded.Contains(NotACharacter, StringComparison.Ordinal) || !IsValidUtf16(decoded))
        {
            return false;
        }

        var read = decoded.Normalize(NormalizationForm.FormKC);
        var startsAnotherAuthority = read.Length > 1 && IsSlash(read[1]);
        var hasDotSegment = read.Split('/', '\\').Any(segment => segment is "." or "..");
        return !startsAnotherAuthority && !hasDotSegment && !read.Any(char.IsControl);
    }

    // Fraction slash, division slash, big solidus and set minus, which NFKC does not fold to a slash. Also those that it does fold, because
    // normalization has no effect in globalization-invariant mode.
    private static bool IsSlash(char c) =>
        c is '/' or '\\' or '\u2044' or '\u2215' or '\u29F8' or '\u2216' or '\u29F5' or '\u29F9' or '\uFF0F' or '\uFF3C';

    private static bool IsOfAllowedOrigin(string url, IEnumerable<string> allowedOrigins) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && allowedOrigins.Select(allowed => allowed.TrimEnd('/')).Any(origin =>
            url.StartsWith(origin, StringComparison.OrdinalIgnoreCase) && (url.Length == origin.Length || url[origin.Length] is '/' or '?' or '#'));
}
