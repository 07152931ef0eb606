using System.Net;
using Microsoft.AspNetCore.TestHost;

namespace Walk;

/// <summary>A browser with cookies, which does not follow redirects.</summary>
internal sealed class Visitor(TestServer server)
{
    private static readonly Uri Origin = new("https://app.example.com");
    private readonly CookieContainer _cookies = new();

    public async Task<HttpResponseMessage> GetAsync(string url)
    {
        var target = new Uri(Origin, url);
        using var client = server.CreateClient();
        client.BaseAddress = Origin;
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.Add("Accept", "text/html");
        if (_cookies.GetCookieHeader(target) is { Length: > 0 } header)
        {
            request.Headers.Add("Cookie", header);
        }

        var answer = await client.SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
        {
            _cookies.SetCookies(target, Repeat(cookie));
        }

        return answer;
    }

    // Removes Expires, because the container compares it with the system clock instead of the clock of the walk.
    private static string Repeat(string cookie) =>
        string.Join(';', cookie.Split(';').Where(part => !part.TrimStart().StartsWith("expires=", StringComparison.OrdinalIgnoreCase)));
}
