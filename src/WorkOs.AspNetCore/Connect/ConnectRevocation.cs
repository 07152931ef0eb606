using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// Revokes the refresh token of a session that is signed out, or of an answer that was rejected, if the domain has an endpoint for that (RFC 7009).
/// Runs in the background, best effort: this app does not store the token any more.
/// </summary>
internal sealed class ConnectRevocation(ConnectClient client, Func<ValueTask<ProviderMetadata>> findMetadata, string scheme, ILogger logger)
{
    /// <summary>
    /// The maximum number of concurrent calls. Further tokens are left to expire, so that calls do not accumulate during an outage.
    /// </summary>
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

        // The call runs after the request has ended, so it must not capture the request's execution context.
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
            // The revocation succeeded: an answer without a body is thrown as an exception.
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
