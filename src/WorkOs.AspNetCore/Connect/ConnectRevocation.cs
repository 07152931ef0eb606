using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// Revokes the refresh token of a session that signs out, or of a sign-in that was refused, where the domain has an endpoint for that (RFC 7009). Best effort: nobody
/// waits for it, and the session has ended in this app without it.
/// </summary>
internal sealed class ConnectRevocation(ILogger<ConnectRevocation> logger)
{
    public void Begin(string scheme, ConnectProvider provider, string refreshToken)
    {
        // The request is over long before, with all that belongs to it.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(() => RunAsync(scheme, provider, refreshToken), CancellationToken.None);
        }
    }

    private async Task RunAsync(string scheme, ConnectProvider provider, string refreshToken)
    {
        try
        {
            if ((await provider.FindMetadataAsync(CancellationToken.None)).RevocationEndpoint is { } endpoint)
            {
                using var response = await provider.Client.RevokeAsync(endpoint, refreshToken, CancellationToken.None);
            }
        }
        catch (WorkOsApiException exception) when (exception.StatusCode == HttpStatusCode.OK)
        {
            // The answer has no body.
        }
        catch (WorkOsApiException exception)
        {
            Log.SessionNotRevoked(logger, scheme, exception.StatusCode, exception.ErrorCode, exception.RequestId, exception.Description);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.SessionNotRevoked(
                logger, scheme, statusCode: null, workOsCode: null, requestId: null, $"The call failed on the way: {exception.GetType().Name}.");
        }
    }
}
