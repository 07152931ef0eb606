using System.Net;
using WorkOs.AspNetCore.Tests.Connect;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Bearer;

/// <summary>WorkOS as far as a bearer scheme knows it: answers for the key set, as told.</summary>
internal sealed class KeySetServer : HttpMessageHandler
{
    private int _requests;

    public int Requests => _requests;

    /// <summary>Whether it is an AuthKit domain, too, whose metadata names the key set.</summary>
    public bool HasMetadata { get; init; }

    public List<Uri?> Urls { get; } = [];

    public Func<Task<HttpResponseMessage>> Answer { get; set; } = () => Task.FromResult(Ok(TokenForge.KeySet));

    public static HttpResponseMessage Ok(string body) => With(HttpStatusCode.OK, body);

    public static HttpResponseMessage With(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        lock (Urls)
        {
            Urls.Add(request.RequestUri);
        }

        return HasMetadata && request.RequestUri!.AbsolutePath == "/.well-known/openid-configuration"
            ? Ok(MetadataDocument.Of(request.RequestUri.GetLeftPart(UriPartial.Authority)).ToJsonString())
            : await Answer();
    }
}
