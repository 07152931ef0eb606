using System.Text;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>A body that no form of a page has: its content type, charset, boundary or length is wrong.</summary>
internal sealed record PostedBody(string Name, string? ContentType, string Text)
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Fields = "__RequestVerificationToken=x&question=x&returnUrl=/welcome";
    private const string Part = "--b\r\nContent-Disposition: form-data; name=\"question\"\r\n{0}\r\nx\r\n--b--\r\n";

    /// <summary>What <c>Content-Length</c> says, where it is not the length.</summary>
    public long? Length { get; init; }

    public static IReadOnlyDictionary<string, PostedBody> ByName { get; } = new[]
    {
        Of("nothing", null, string.Empty),
        Of("a form without a content type", null, Fields),
        Of("an empty form", Form, string.Empty),
        Of("a form that is nobody's", Form, Fields),
        Of("utf-7", Form + "; charset=utf-7", Fields),
        Of("UTF-7 in capitals", Form + "; charset=UTF-7", Fields),
        Of("utf-7 by its other name", Form + "; charset=unicode-1-1-utf-7", Fields),
        Of("utf-7 by its number", Form + "; charset=65000", Fields),
        Of("utf-7 in quotes", Form + "; charset=\"utf-7\"", Fields),
        Of("utf-7 and utf-8", Form + "; charset=utf-7; charset=utf-8", Fields),
        Of("utf-16", Form + "; charset=utf-16", Fields),
        Of("utf-32", Form + "; charset=utf-32", Fields),
        Of("an unknown charset", Form + "; charset=klingon", Fields),
        Of("an empty charset", Form + "; charset=", Fields),
        Of("an empty charset in quotes", Form + "; charset=\"\"", Fields),
        Of("a charset of 10 KB", Form + "; charset=" + new string('c', 10_000), Fields),
        Of("a charset of half characters", Form + "; charset=\u00c3\u0028", Fields),
        Of("bytes that are not UTF-8", Form, "\u00c3\u0028=\u00ed\u00a0\u0080&%C3%28=%ED%A0%80"),
        Of("escapes that are none", Form, "%=%zz&question=%&&==&%u0041"),
        Of("a field twice", Form, Fields + "&" + Fields),
        Of("2,000 fields", Form, string.Concat(Enumerable.Repeat("a=b&", 2000))),
        Of("a name of 5 KB", Form, new string('k', 5000) + "=b"),
        Of("a value of 1 MB", Form, "question=" + new string('v', 1024 * 1024)),
        Of("multipart without a boundary", "multipart/form-data", Fields),
        Of("multipart with an empty boundary", "multipart/form-data; boundary=", Fields),
        Of("multipart with a boundary of 10 KB", "multipart/form-data; boundary=" + new string('b', 10_000), Fields),
        Of("multipart with two boundaries", "multipart/form-data; boundary=a; boundary=b", MultipartOf(string.Empty)),
        Of("multipart that is cut short", "multipart/form-data; boundary=b", MultipartOf(string.Empty)[..60]),
        Of("multipart with another boundary inside", "multipart/form-data; boundary=c", MultipartOf(string.Empty)),
        Of("multipart with a part in utf-7", "multipart/form-data; boundary=b", MultipartOf("Content-Type: text/plain; charset=utf-7\r\n")),
        Of("multipart with a part of no known charset", "multipart/form-data; boundary=b", MultipartOf("Content-Type: text/plain; charset=klingon\r\n")),
        Of("multipart with a part that is a file", "multipart/form-data; boundary=b", MultipartOf(string.Empty).Replace("\"question\"", "\"question\"; filename=\"x\"", StringComparison.Ordinal)),
        Of("multipart with a part without a name", "multipart/form-data; boundary=b", MultipartOf(string.Empty).Replace("; name=\"question\"", string.Empty, StringComparison.Ordinal)),
        Of("multipart in utf-7", "multipart/form-data; boundary=b; charset=utf-7", MultipartOf(string.Empty)),
        Of("multipart of another kind", "multipart/mixed; boundary=b", MultipartOf(string.Empty)),
        Of("JSON", "application/json", "{\"question\":\"x\"}"),
        Of("JSON in utf-7", "application/json; charset=utf-7", "{}"),
        Of("text", "text/plain", Fields),
        Of("XML", "application/xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"),
        Of("an empty content type", " ", Fields),
        Of("a content type without a slash", "form", Fields),
        Of("a content type of punctuation", ";;=,\"", Fields),
        Of("two content types", Form + ", application/json", Fields),
        Of("a form whose length is too great", Form, Fields) with { Length = 10_000 },
        Of("a form whose length is too small", Form, Fields) with { Length = 3 },
        Of("a form whose length is 0", Form, Fields) with { Length = 0 },
        Of("a form whose length is absurd", Form, Fields) with { Length = long.MaxValue },
        Of("multipart whose length is absurd", "multipart/form-data; boundary=b", MultipartOf(string.Empty)) with { Length = long.MaxValue },
    }.ToDictionary(body => body.Name, StringComparer.Ordinal);

    public HttpContent ToContent()
    {
        var content = new ByteArrayContent(Encoding.Latin1.GetBytes(Text));
        if (ContentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        if (Length is { } length)
        {
            content.Headers.ContentLength = length;
        }

        return content;
    }

    private static PostedBody Of(string name, string? contentType, string text) => new(name, contentType, text);

    private static string MultipartOf(string headers) => Part.Replace("{0}", headers, StringComparison.Ordinal);
}
