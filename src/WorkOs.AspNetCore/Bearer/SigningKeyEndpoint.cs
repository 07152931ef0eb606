namespace WorkOs.AspNetCore;

/// <summary>Fetches the signing keys that WorkOS publishes for one client or AuthKit domain. Logs each attempt that fails once.</summary>
/// <param name="http">The HTTP client of the scheme.</param>
/// <param name="findAddress">Returns the address of the keys.</param>
/// <param name="scheme">The scheme, for the log.</param>
/// <param name="reports">Records the outcome of each attempt.</param>
/// <param name="logger">The logger.</param>
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
            // The address of the keys is in the metadata of the domain. AuthKitDiscovery logs failures to read it.
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
