using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Bearer.ApiKeys;

/// <summary>WorkOS as far as a scheme for API keys knows it: knows the keys that a test adds, and answers otherwise as told.</summary>
internal sealed class ApiKeyServer : HttpMessageHandler
{
    public const string Acme = "sk_live_of_acme_0001";
    public const string Ada = "sk_live_of_ada_0002";
    public const string AcmeId = "api_key_01ACME";
    public const string AdaId = "api_key_02ADA";

    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    public ApiKeyServer()
    {
        Keys[Acme] = Organization();
        Keys[Ada] = $$"""{"object":"api_key","id":"{{AdaId}}","owner":{"type":"user","id":"user_ada","organization_id":"org_acme"},"name":"Laptop","obfuscated_value":"sk_...0002","permissions":["posts:read"],"expires_at":null}""";
    }

    /// <summary>The keys that are valid, with the object that WorkOS answers.</summary>
    public ConcurrentDictionary<string, string> Keys { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>What is answered instead; by default the key, or that there is none.</summary>
    public Func<Task<HttpResponseMessage>>? Answer { get; set; }

    /// <summary>The key of an organization, with members that come later than these (JSON members, with a leading comma).</summary>
    public static string Organization(string more = "", string id = AcmeId) =>
        $$"""{"object":"api_key","id":"{{id}}","owner":{"type":"organization","id":"org_acme"},"name":"CI","obfuscated_value":"sk_...0001","permissions":["posts:read","posts:write"]{{more}}}""";

    public void Respond(HttpStatusCode status, string body = "{}", string? retryAfter = null) => Answer = () =>
    {
        var response = StubWorkOs.Json(body, status);
        if (retryAfter is not null)
        {
            response.Headers.Add("Retry-After", retryAfter);
        }

        return Task.FromResult(response);
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var recorded = await RecordedRequest.ReadAsync(request, cancellationToken);
        _requests.Enqueue(recorded);
        if (Answer is { } answer)
        {
            return await answer().WaitAsync(cancellationToken);
        }

        using var body = JsonDocument.Parse(recorded.Body);
        return StubWorkOs.Json($$"""{"api_key":{{Keys.GetValueOrDefault(body.RootElement.GetProperty("value").GetString()!, "null")}}}""");
    }
}
