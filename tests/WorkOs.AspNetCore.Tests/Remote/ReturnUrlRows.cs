namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>Return URLs that must be followed, and tricks that must not.</summary>
public static class ReturnUrlRows
{
    /// <summary>The origin that the tests allow by name.</summary>
    public const string AllowedOrigin = "https://docs.example.com";

    public static TheoryData<string> Refused =>
    [
        "//evil.example", "///evil.example", "////evil.example", "//evil.example/%2f..", "//user@evil.example", "//evil.example:443/",
        "/\\evil.example", "\\/evil.example", "\\\\evil.example", "/\\/evil.example", "\\evil.example", "/a\\evil", "/a/\\evil.example",
        "/%2fevil.example", "/%2Fevil.example", "/%5cevil.example", "/%5Cevil.example", "/%2f%2fevil.example", "/%252fevil.example", "/%255cevil.example",
        "%2f%2fevil.example", "%5c%5cevil.example",
        "/\t/evil.example", "/\n/evil.example", "/\r/evil.example", "\t//evil.example", " //evil.example", "//\tevil.example", "/ /evil.example",
        "/\u0000/evil.example", "/\u007f/evil.example", "/\u0085/evil.example", "/\u00a0/evil.example", "/\u2028/evil.example", "/\u3000/evil.example",
        "/a\r\nSet-Cookie: a=b", "/a\nLocation: //evil.example", "/%0d%0aSet-Cookie:%20a=b", "/%0a/evil.example", "/%09/evil.example", "/%00", "/%7f", "/%250a/evil.example",
        "javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd",
        "https:evil.example", "https:/evil.example", "https:///evil.example", "https://evil.example", "HTTPS://EVIL.EXAMPLE/", "http://evil.example", "ftp://evil.example", "mailto:a@evil.example",
        "https://docs.example.com@evil.example", "https://docs.example.com:443@evil.example", "https://docs.example.com.evil.example", "https://docs.example.comevil.example",
        "https://docs.example.com\\@evil.example", "https://user:password@docs.example.com/", "https://docs.example.com:8443/", "http://docs.example.com/", "https://evil.example/https://docs.example.com",
        "https://app.example.com.evil.example", "https://evil.example#https://docs.example.com", "https://evil.example?https://docs.example.com",
        ".", "..", "./a", "../a", "a", "evil.example", "a/b", "?a=b", "#a", "~/a", "",
        "/./a", "/../a", "/a/../b", "/a/..", "/.//evil.example", "/..//evil.example", "/%2e/evil", "/%2e%2e/evil", "/%2e%2e//evil.example", "/a/%2e%2e/%2fevil.example", "/%252e%252e/evil",
        "/\uff0fevil.example", "/\u2044evil.example", "/\u2215evil.example", "/\u29f8evil.example", "/\uff3cevil.example", "/\u2216evil.example", "/\u29f9evil.example", "/\u29f5evil.example",
        "/%EF%BC%8Fevil.example", "/%E2%81%84evil.example", "\uff0f\uff0fevil.example", "/\uff0e\uff0e/evil", "/\u2025/evil",
        "/a\\b?c=d", "/a\\b#c", "/%0a?c=d", "/a%0Ab#c", "https://docs.example.com\\?c=d", "https://docs.example.com/%0a?c=d",
        "/a?b=c\nd", "/a?b=c\rd", "/a?b=\t", "/a?b=c d", "/a?b=\u00a0", "/a?b=\u0000", "/a?b=\ufffe", "/a?b=\ud800", "/a#b\nc", "/a#\u2028",
        "https://docs.example.com?b=\n", "?path=C:\\x", "\\?path=C:\\x", "//evil.example?path=C:\\x",
        "https://docs.example.com/%7f", "https://docs.example.com/a%7Fb", "https://docs.example.com/%1b?c=d", "https://docs.example.com/%0D%0Aa",
        "/\ufffe", "/%EF%BF%BE", "/\ud800", "/\udc00/evil", "/a\ufffd",
    ];

    public static TheoryData<string, string> Followed => new()
    {
        { "/", "/" },
        { "/welcome", "/welcome" },
        { "/a/b/c?d=e&f=g#h", "/a/b/c?d=e&f=g#h" },
        { "/a//b", "/a//b" },
        { "/?a=b", "/?a=b" },
        { "/2026/10?a=7f", "/2026/10?a=7f" },
        { "/a%70b%4fc%5F", "/a%70b%4fc%5F" },
        { "/a%7", "/a%7" },
        { "/a%0", "/a%0" },
        { AllowedOrigin + "/10/%70%4f", AllowedOrigin + "/10/%70%4f" },
        { "/a?next=//other.example", "/a?next=//other.example" },
        { "/a?next=https%3A%2F%2Fother.example", "/a?next=https%3A%2F%2Fother.example" },
        { "/a?path=..%2Fb", "/a?path=..%2Fb" },
        { "/a#//b", "/a#//b" },
        { "/share?text=Hello%0AWorld", "/share?text=Hello%0AWorld" },
        { "/share?text=a%0d%0ab%09c%00%7f", "/share?text=a%0d%0ab%09c%00%7f" },
        { "/a#b%0Ac", "/a#b%0Ac" },
        { "/files?path=C:\\x", "/files?path=C:%5Cx" },
        { "/files?path=\\\\server\\share&a=b", "/files?path=%5C%5Cserver%5Cshare&a=b" },
        { "/files#\\x", "/files#%5Cx" },
        { "/files?path=C:%5Cx", "/files?path=C:%5Cx" },
        { "/files?path=größe\\x", "/files?path=gr%C3%B6%C3%9Fe%5Cx" },
        { AllowedOrigin + "/files?path=C:\\x%0a", AllowedOrigin + "/files?path=C:%5Cx%0a" },
        { "/.well-known/a", "/.well-known/a" },
        { "/a.b/..c/d..", "/a.b/..c/d.." },
        { "/a:b@c", "/a:b@c" },
        { "/a%20b", "/a%20b" },
        { "/gr%C3%B6%C3%9Fe", "/gr%C3%B6%C3%9Fe" },
        { "/größe?ort=Köln", "/gr%C3%B6%C3%9Fe?ort=K%C3%B6ln" },
        { "/日本語", "/%E6%97%A5%E6%9C%AC%E8%AA%9E" },
        { "/😀", "/%F0%9F%98%80" },
        { "/Account/Manage?handler=Delete", "/Account/Manage?handler=Delete" },
        { AllowedOrigin, AllowedOrigin },
        { AllowedOrigin + "/", AllowedOrigin + "/" },
        { AllowedOrigin + "/a?b=c#d", AllowedOrigin + "/a?b=c#d" },
        { AllowedOrigin + "?b=c", AllowedOrigin + "?b=c" },
        { "HTTPS://Docs.Example.COM/a", "HTTPS://Docs.Example.COM/a" },
    };
}
