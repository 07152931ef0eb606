using System.Collections.Concurrent;
using System.Net;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Clients;

/// <summary>The service that is called: records each request with its body, and answers as told.</summary>
internal sealed class Service : HttpMessageHandler
{
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>By default 200.</summary>
    public Func<RecordedRequest, Task<HttpStatusCode>> Answer { get; set; } = static _ => Task.FromResult(HttpStatusCode.OK);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var recorded = await RecordedRequest.ReadAsync(request, cancellationToken);
        _requests.Enqueue(recorded);
        return new HttpResponseMessage(await Answer(recorded)) { RequestMessage = request, Content = new StringContent(recorded.Authorization ?? "none") };
    }
}
