using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// Revokes the refresh token of a session that is signed out, or of an answer that was refused, where the domain has an endpoint for that
/// (RFC 7009). Best effort: nobody waits for it, and nobody in this app holds the token any more.
/// </summary>
internal sealed class ConnectRevocation(ConnectClient client, Func<ValueTask<ProviderMetadata>> findMetadata, string scheme, ILogger logger)
{
    /// <summary>How many calls are under way at a time; further tokens are left to expire, so that an outage does not collect calls without end.</summary>
    public const int MaxCalls = 100;

    private int _calls;

    public void Begin(string? refreshToken)
    {
        if (string.IsNullOrEmpty(refreshToken))
        {
            return;
        }

        if (Interlocked.Increment(ref _calls) > MaxCalls)
        {
            Interlocked.Decrement(ref _calls);
            Report($"{MaxCalls} calls are under way");
            return;
        }

        // The request is over long before, with all that belongs to it.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(() => RunAsync(refreshToken), CancellationToken.None);
        }
    }

    private async Task RunAsync(string refreshToken)
    {
        try
        {
            if ((await findMetadata()).RevocationEndpoint is { } endpoint)
            {
                using var response = await client.RevokeAsync(endpoint, refreshToken, CancellationToken.None);
            }
        }
        catch (WorkOsApiException exception) when (exception.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent)
        {
            // The answer has no body.
        }
        catch (WorkOsApiException exception)
        {
            Log.RefreshTokenNotRevoked(logger, scheme, exception.StatusCode, exception.ErrorCode, exception.RequestId, exception.Description);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Report($"The call failed on the way: {exception.GetType().Name}");
        }
        finally
        {
            Interlocked.Decrement(ref _calls);
        }
    }

    private void Report(string problem) =>
        Log.RefreshTokenNotRevoked(logger, scheme, statusCode: null, workOsCode: null, requestId: null, problem);
}
