using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// The clients that use the URL of their client metadata document as client id. Documents are fetched from loopback hosts only, so that a request
/// cannot make the sandbox call another host. A test provides the documents of other hosts.
/// </summary>
internal sealed class ClientMetadataDocuments : IDisposable
{
    private const int MaxBytes = 64 * 1024;

    private readonly ConcurrentDictionary<string, JsonObject> _given = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, WorkOsSandboxConnectApplication> _known = new(StringComparer.Ordinal);
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        MaxResponseContentBufferSize = MaxBytes,
        Timeout = TimeSpan.FromSeconds(5),
    };

    public static bool IsUrl(string? clientId) =>
        Uri.TryCreate(clientId, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && RedirectPattern.IsLoopback(url.Host)))
        && url is { AbsolutePath.Length: > 1, Fragment.Length: 0, UserInfo.Length: 0 };

    public void Give(string clientId, JsonObject document) => _given[clientId] = document;

    /// <summary>The client from the document as it was last read, or null.</summary>
    public WorkOsSandboxConnectApplication? Find(string clientId) => _known.GetValueOrDefault(clientId);

    /// <summary>Reads the document. Returns null if there is none, or if it is for another client.</summary>
    public async Task<WorkOsSandboxConnectApplication?> ReadAsync(string clientId, CancellationToken cancellationToken)
    {
        var document = _given.GetValueOrDefault(clientId) ?? await FetchAsync(new(clientId), cancellationToken);
        return document is not null
            && ClientMetadata.TextOf(document["client_id"]) == clientId
            && ClientMetadata.Read(document, "none") is { Metadata: { AuthenticationMethod: "none" } metadata }
                ? _known[clientId] = metadata.ToApplication(clientId)
                : null;
    }

    public void Dispose() => _client.Dispose();

    private async Task<JsonObject?> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        if (!RedirectPattern.IsLoopback(url.Host))
        {
            return null;
        }

        try
        {
            using var answer = await _client.GetAsync(url, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK
                ? JsonNode.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken)) as JsonObject
                : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
