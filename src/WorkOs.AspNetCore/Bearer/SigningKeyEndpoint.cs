using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore;

/// <summary>Where WorkOS publishes the keys of one client. What goes wrong is logged here, once for each attempt.</summary>
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
            // The app's own handler may throw anything; those who wait for keys get their answer all the same.
            BearerLog.KeysUnavailable(logger, scheme, statusCode: null, requestId: null, exception);
        }

        return null;
    }
}
