namespace WorkOs.AspNetCore;

/// <summary>Fetches the signing keys that WorkOS publishes for one client or AuthKit domain. Logs each attempt that fails once.</summary>
/// <param name="http">The HTTP client of the scheme.</param>
/// <param name="findAddress">Where the keys are.</param>
/// <param name="scheme">The scheme, for the log.</param>
/// <param name="reports">Hears how each attempt ended.</param>
/// <param name="logger">Where attempts are logged.</param>
internal sealed class SigningKeyEndpoint(HttpClient http, Func<ValueTask<string>> findAddress, string scheme, OutcomeReports reports, ILogger logger)
{
    public async Task<SigningKeySet?> FetchAsync()
    {
        var begun = reports.Begin();
        try
        {
            using var document = await new WorkOsApiClient(http).GetAsync(await findAddress(), bearer: null, CancellationToken.None);
            if (JsonWebKeySet.TryRead(document.RootElement, out var keys))
            {
                reports.KeysFetched(scheme, begun, error: null);
                Log.KeysFetched(logger, scheme, keys.UsableCount);
                return keys;
            }

            reports.KeysFetched(scheme, begun, WorkOsApiException.InvalidResponse);
            Log.KeySetUnusable(logger, scheme);
        }
        catch (DiscoveryException failure)
        {
            // Where the keys are is in the metadata of the domain, whose failures are logged where it is read.
            reports.KeysFetched(scheme, begun, DiscoveryException.ErrorOf(failure));
        }
        catch (WorkOsApiException exception)
        {
            reports.KeysFetched(scheme, begun, exception.ErrorType);
            Log.KeysUnavailable(logger, scheme, exception.StatusCode, exception.RequestId, exception);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // An HTTP handler of the app may throw any exception. The requests that wait for keys must still be answered.
            reports.KeysFetched(scheme, begun, WorkOsApiException.Of(exception).ErrorType);
            Log.KeysUnavailable(logger, scheme, statusCode: null, requestId: null, exception);
        }

        return null;
    }
}
