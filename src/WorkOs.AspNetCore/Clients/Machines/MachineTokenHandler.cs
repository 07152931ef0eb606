using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// Sends the requests of an HTTP client with a token of the machine. Where the service answers 401, the token is replaced and the request is
/// sent once more, unless a token was replaced a moment ago: then the 401 is not about the token.
/// </summary>
internal sealed class MachineTokenHandler(string client, MachineClient machine) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        machine.Origins.Verify(request);
        BearerHeader.VerifyNone(request, client);
        var address = request.RequestUri;
        var canSendAgain = await RequestReplay.PrepareAsync(request.Content, cancellationToken);
        var token = await machine.GetTokenAsync(cancellationToken);

        var response = await SendWithAsync(token, request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        // A redirect was followed where the address is another one: then the 401 is somebody else's, and came without the token.
        if (request.RequestUri != address)
        {
            return response;
        }

        if (!machine.TryForget(token) || !canSendAgain)
        {
            return response;
        }

        response.Dispose();
        return await SendWithAsync(await machine.GetTokenAsync(cancellationToken), request, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"HTTP client '{client}' sends with a token, which takes SendAsync instead of Send.");

    private Task<HttpResponseMessage> SendWithAsync(MachineToken token, HttpRequestMessage request, CancellationToken cancellationToken) =>
        BearerHeader.SendAsync(request, token.Value, message => base.SendAsync(message, cancellationToken));
}
