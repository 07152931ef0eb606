using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Clients;

/// <summary>An AuthKit domain as far as a machine knows it: metadata, and tokens that are numbered.</summary>
internal sealed class TokenServer(TimeProvider clock) : HttpMessageHandler
{
    public const string Domain = "https://acme.authkit.app";

    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private int _tokens;

    /// <summary>The requests for tokens.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>How long the tokens live, by their own <c>exp</c>.</summary>
    public TimeSpan Life { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>What is answered to a request for a token, given its number; by default a token.</summary>
    public Func<int, Task<HttpResponseMessage>>? Answer { get; set; }

    /// <summary>A token with this number. WorkOS's <c>expires_in</c> says more than the token's own <c>exp</c>.</summary>
    public string AnswerOf(int number) => $$"""{"access_token":"{{TokenOf(number)}}","token_type":"bearer","expires_in":3600}""";

    /// <summary>The fields of a request for a token.</summary>
    public Dictionary<string, string> FieldsOf(int index) =>
        QueryHelpers.ParseQuery(Requests[index].Body).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);

    public static int NumberOf(string? authorization)
    {
        var payload = authorization!.Split(' ')[1].Split('.')[1];
        return int.Parse(Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(payload)).Split("machine_")[1].Split('"')[0]);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath == "/.well-known/openid-configuration")
        {
            var origin = request.RequestUri.GetLeftPart(UriPartial.Authority);
            return StubWorkOs.Json($$"""{"issuer":"{{origin}}","authorization_endpoint":"{{origin}}/oauth2/authorize","token_endpoint":"{{origin}}/oauth2/token","jwks_uri":"{{origin}}/oauth2/jwks"}""");
        }

        _requests.Enqueue(await RecordedRequest.ReadAsync(request, cancellationToken));
        var number = Interlocked.Increment(ref _tokens);
        return Answer is { } answer ? await answer(number).WaitAsync(cancellationToken) : StubWorkOs.Json(AnswerOf(number));
    }

    private string TokenOf(int number) =>
        $"{TokenForge.Encode("""{"alg":"RS256"}""")}.{TokenForge.Encode($$"""{"jti":"machine_{{number}}","exp":{{(clock.GetUtcNow() + Life).ToUnixTimeSeconds()}}}""")}.c2ln";
}
