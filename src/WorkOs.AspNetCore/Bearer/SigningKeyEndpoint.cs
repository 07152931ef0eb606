namespace WorkOs.AspNetCore;

/// <summary>Fetches the signing keys that WorkOS publishes for one client or AuthKit domain. Logs each attempt that fails once.</summary>
/// <param name="http">The HTTP client of the scheme.</param>
/// <param name="findAddress">Where the keys are.</param>
/// <param name="scheme">The scheme, for the log.</param>
/// <param name="logger">Where attempts are logged.</param>
internal sealed class SigningKeyEndpoint(HttpClient http, Func<ValueTask<string>> findAddress, string scheme, ILogger logger)
{
    public async Task<SigningKeySet?> FetchAsync()
    {
        try
        {
            using var document = await new WorkOsApiClient(http).GetAsync(await findAddress(), bearer: null, CancellationToken.None);
            if (JsonWebKeySet.TryRead(document.RootElement, out var keys))
            {
                BearerLog.KeysFetched(logger, scheme, keys.UsableCount);
                return keys;
            }

            BearerLog.KeySetUnusable(logger, scheme);
        }
        catch (DiscoveryException)
        {
            // Where the keys are is in the metadata of the domain, whose failures are logged where it is read.
        }
        catch (WorkOsApiException exception)
        {
            BearerLog.KeysUnavailable(logger, scheme, exception.StatusCode, exception.RequestId, exception);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // An HTTP handler of the app may throw any exception. The requests that wait for keys must still be answered.
            BearerLog.KeysUnavailable(logger, scheme, statusCode: null, requestId: null, exception);
        }

        return null;
    }
}
