using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// Sends the requests of an HTTP client with a token of the machine. If the service responds with 401, the token is replaced and the request is
/// sent once more, unless a token was replaced a short time ago: then the token is not the reason for the 401.
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

        // A different address means that a redirect was followed: the 401 is the response to the redirected request, which did not have the token.
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
