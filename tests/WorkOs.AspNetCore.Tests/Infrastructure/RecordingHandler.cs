using System.Collections.Concurrent;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>Keeps what an app sends to WorkOS, bodies included, on its way to a server.</summary>
public sealed class RecordingHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _requests.Enqueue(await RecordedRequest.ReadAsync(request, cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }
}
