namespace WorkOs.AspNetCore.McpTests;

/// <summary>The network of the client: the MCP server by its public name, and everything else, which is the sandbox, over sockets.</summary>
internal sealed class TwoHosts(HttpMessageHandler server) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _server = new(server);
    private readonly HttpMessageInvoker _others = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        (request.RequestUri!.Host == new Uri(NotesServer.Resource).Host ? _server : _others).SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _server.Dispose();
            _others.Dispose();
        }

        base.Dispose(disposing);
    }
}
