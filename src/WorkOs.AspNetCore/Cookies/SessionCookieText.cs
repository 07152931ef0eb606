using System.Buffers;
using System.Buffers.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// The value of a stored session's cookie: the session id, and the names of the session's marks in the shared cache, so that a request reads them
/// together with the ticket. The names are a hint: a wrong name only causes a second read of the cache.
/// </summary>
internal readonly record struct SessionCookieText
{
    public const int IdBytes = 32;

    private const int IdLength = 43;
    private const int MaxMarks = 6;
    private const char Separator = '.';

    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly string _text;

    private SessionCookieText(string text) => _text = text;

    /// <summary>The id: 256 random bits in Base64Url.</summary>
    public string Id => _text.Length == IdLength ? _text : _text[..IdLength];

    public static SessionCookieText? TryParse(string? text) =>
        text is { Length: >= IdLength }
        && Base64Url.IsValid(text.AsSpan(0, IdLength), out var bytes) && bytes == IdBytes
        && (text.Length == IdLength || IsMarks(text.AsSpan(IdLength)))
            ? new(text)
            : null;

    public static SessionCookieText Of(string id, IReadOnlyList<string> names) =>
        new(names.Count is 0 or > MaxMarks ? id : string.Concat([id, Separator.ToString(), .. names.Select(static name => name[^CacheName.HashLength..])]));

    /// <summary>The first name, followed by the names of the marks with their prefix.</summary>
    public string[] NamesWith(string first, string? prefix)
    {
        var marks = prefix is null ? 0 : (_text.Length - IdLength) / CacheName.HashLength;
        var names = new string[marks + 1];
        names[0] = first;
        for (var i = 0; i < marks; i++)
        {
            names[i + 1] = string.Concat(prefix, _text.AsSpan(IdLength + 1 + (i * CacheName.HashLength), CacheName.HashLength));
        }

        return names;
    }

    public override string ToString() => nameof(SessionCookieText);

    public string ToText() => _text;

    private static bool IsMarks(ReadOnlySpan<char> text)
    {
        var names = text[1..];
        return text[0] == Separator
            && names.Length is > 0 and <= MaxMarks * CacheName.HashLength && names.Length % CacheName.HashLength == 0
            && names.IndexOfAnyExcept(Characters) < 0;
    }
}
