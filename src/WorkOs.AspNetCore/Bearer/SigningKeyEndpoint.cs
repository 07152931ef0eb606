namespace WorkOs.AspNetCore;

/// <summary>Fetches the signing keys that WorkOS publishes for one client. Logs each attempt that fails once.</summary>
internal sealed class SigningKeyEndpoint(HttpClient http, string url, string scheme, ILogger logger)
{
    public async Task<SigningKeySet?> FetchAsync()
    {
        try
        {
            using var document = await new WorkOsApiClient(http).GetAsync(url, bearer: null, CancellationToken.None);
            if (JsonWebKeySet.TryRead(document.RootElement, out var keys))
            {
                BearerLog.KeysFetched(logger, scheme, keys.UsableCount);
                return keys;
            }

            BearerLog.KeySetUnusable(logger, scheme);
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
