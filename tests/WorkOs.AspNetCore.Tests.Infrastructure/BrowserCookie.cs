namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>A cookie as a browser keeps it.</summary>
public sealed record BrowserCookie(string Name, string Value, string Path, bool Secure, DateTimeOffset? Expires)
{
    /// <summary>The name of a correlation cookie without the id of the sign-in.</summary>
    public string Prefix => Name[..(Name.LastIndexOf('.') + 1)];

    /// <summary>RFC 6265, 5.1.4: whether a request for the path carries the cookie.</summary>
    public bool Matches(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return (!Secure || url.Scheme == Uri.UriSchemeHttps)
            && url.AbsolutePath.StartsWith(Path, StringComparison.Ordinal)
            && (Path.EndsWith('/') || url.AbsolutePath.Length == Path.Length || url.AbsolutePath[Path.Length] == '/');
    }
}
