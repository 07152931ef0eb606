using System.Buffers;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// Decides where a browser may be sent after a sign-in or sign-out: to a path of this site, or to an origin that the
/// app allows by name. Stricter than <c>IUrlHelper.IsLocalUrl</c>: what one browser, proxy or server in between might
/// read as another host is refused, even where most would not.
/// </summary>
internal static class ReturnUrlPolicy
{
    // A return URL travels inside the protected state, which travels inside a URL.
    public const int MaxLength = 2000;

    // Not a character (Unicode, 23.7); normalization throws on it as it does on half a surrogate pair.
    private const char NotACharacter = '\uFFFE';

    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/");

    /// <summary>As the other, with the origins that the options of a scheme allow.</summary>
    public static string? Check(string? url, WorkOsRemoteOptions options) => Check(
        url,
        options.PublicOrigin is { } origin
            ? options.AllowedReturnOrigins.Append(origin.GetLeftPart(UriPartial.Authority))
            : options.AllowedReturnOrigins);

    /// <summary>The URL in the ASCII form that a header takes; <see langword="null"/> when it must not be followed.</summary>
    public static string? Check(string? url, IEnumerable<string> allowedOrigins)
    {
        // What most apps return to, and nobody can read in two ways.
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

    // A backslash is a slash to browsers, and an encoded line break a line break to some servers: up to the query, which is
    // data of the app.
    private static bool HasForbiddenCharacters(string url)
    {
        var path = PathOf(url);
        return url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is NotACharacter)
            || !IsValidUtf16(url)
            || path.Contains('\\')
            || HasEncodedControlCharacter(path);
    }

    // With scheme and host, where there are any.
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

    // Kestrel refuses a header that is not ASCII, at the moment in which the person has been signed in already. And what
    // stands in between may turn a backslash into a slash.
    private static string Escape(string url) => Ascii.IsValid(url) && !url.Contains('\\', StringComparison.Ordinal)
        ? url
        : string.Concat(url.EnumerateRunes().Select(rune => rune.IsAscii && rune.Value != '\\' ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    private static bool IsLocalPath(string url)
    {
        var path = PathOf(url).ToString();

        // Some servers decode once more than they should, and some normalize what looks like a slash.
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

    // Besides what NFKC folds to a slash: fraction slash, division slash, big solidus, set minus. And what it folds,
    // since it does nothing where globalization is invariant.
    private static bool IsSlash(char c) =>
        c is '/' or '\\' or '\u2044' or '\u2215' or '\u29F8' or '\u2216' or '\u29F5' or '\u29F9' or '\uFF0F' or '\uFF3C';

    private static bool IsOfAllowedOrigin(string url, IEnumerable<string> allowedOrigins) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && allowedOrigins.Select(allowed => allowed.TrimEnd('/')).Any(origin =>
            url.StartsWith(origin, StringComparison.OrdinalIgnoreCase) && (url.Length == origin.Length || url[origin.Length] is '/' or '?' or '#'));
}
