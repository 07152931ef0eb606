using System.Collections.Concurrent;
using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>A browser that keeps cookies with their paths and expiry, and follows nothing by itself.</summary>
public sealed class Browser(HttpMessageHandler server, TimeProvider time, Uri origin) : IDisposable
{
    private const string DocumentAccept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private readonly ConcurrentDictionary<(string Name, string Path), BrowserCookie> _cookies = new();
    private readonly HttpMessageInvoker _client = new(server);

    public IReadOnlyList<BrowserCookie> Cookies => [.. _cookies.Values.Where(IsAlive)];

    public IReadOnlyList<BrowserCookie> CorrelationCookies =>
        [.. Cookies.Where(IsCorrelation)];

    /// <summary>The correlation cookies that the last request carried.</summary>
    public int CorrelationCookiesSent { get; private set; }

    public Task<BrowserAnswer> GetAsync(string url, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, url, content: null, headers);

    public Task<BrowserAnswer> PostAsync(string url, params (string Name, string Value)[] fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return SendAsync(HttpMethod.Post, url, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
    }

    public async Task<BrowserAnswer> SendAsync(
        HttpMethod method, string url, HttpContent? content = null, (string Name, string Value)[]? headers = null, CancellationToken cancellationToken = default)
    {
        var target = new Uri(origin, url);
        using var request = new HttpRequestMessage(method, target) { Content = content };
        foreach (var (name, value) in headers ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (!request.Headers.Contains("Accept"))
        {
            request.Headers.TryAddWithoutValidation("Accept", DocumentAccept);
        }

        var carried = Cookies.Where(cookie => cookie.Matches(target)).ToList();
        CorrelationCookiesSent = carried.Count(IsCorrelation);
        if (carried.Count > 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", carried.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        }

        using var response = await _client.SendAsync(request, cancellationToken);
        var answer = await BrowserAnswer.ReadAsync(response);
        foreach (var line in answer.SetCookies)
        {
            Keep(line);
        }

        return answer;
    }

    public void Forget(Func<BrowserCookie, bool> which)
    {
        foreach (var (key, _) in _cookies.Where(cookie => which(cookie.Value)))
        {
            _cookies.TryRemove(key, out var _);
        }
    }

    public void Set(string name, string value, string path = "/") => _cookies[(name, path)] = new BrowserCookie(name, value, path, Secure: false, Expires: null);

    public void Dispose() => _client.Dispose();

    private static bool IsCorrelation(BrowserCookie cookie) => cookie.Name.Contains(".WorkOs.Correlation.", StringComparison.Ordinal);

    private bool IsAlive(BrowserCookie cookie) => cookie.Expires is null || cookie.Expires > time.GetUtcNow();

    private void Keep(string line)
    {
        var parsed = SetCookieHeaderValue.Parse(line);
        var path = parsed.Path.HasValue ? parsed.Path.Value! : "/";
        if (parsed.Name.Value!.StartsWith("__Host-", StringComparison.Ordinal) && (!parsed.Secure || path != "/" || parsed.Domain.HasValue))
        {
            return;
        }

        var expires = parsed.MaxAge is { } age ? time.GetUtcNow() + age : parsed.Expires;
        var cookie = new BrowserCookie(parsed.Name.Value!, parsed.Value.Value ?? string.Empty, path, parsed.Secure, expires);
        if (IsAlive(cookie))
        {
            _cookies[(cookie.Name, path)] = cookie;
        }
        else
        {
            _cookies.TryRemove((cookie.Name, path), out _);
        }
    }
}
