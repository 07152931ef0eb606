using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// Validates one API key at WorkOS (<c>POST /api_keys/validations</c>). Failures are logged at most once in 30 seconds, because an outage affects the
/// requests of all customers.
/// </summary>
internal sealed class ApiKeyEndpoint(
    HttpClient http, string url, string serverKey, string scheme, TimeProvider time, WorkOsMetrics metrics, ILogger logger)
{
    /// <summary>The time after a failed call in which the call is not repeated for the same key.</summary>
    public static readonly TimeSpan OutageInterval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(30);

    private readonly CallBudget _lines = new(calls: 1, time, LogInterval);

    public async Task<ApiKeyAnswer> AskAsync(string value)
    {
        try
        {
            var request = new WorkOsApiKeyRequest { Value = value };
            using var answer = await new WorkOsApiClient(http).PostAsync(
                url, request, WorkOsJsonContext.Default.WorkOsApiKeyRequest, serverKey, CancellationToken.None);
            return Count(Read(answer.RootElement));
        }
        catch (WorkOsApiException exception) when (exception.StatusCode == HttpStatusCode.UnprocessableEntity)
        {
            return Count(ApiKeyAnswer.Refused(WorkOsApiKeyFailure.Unknown));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // An HTTP handler of the app may throw any exception. The requests that wait for the answer must still be answered.
            return Count(Fail(WorkOsApiException.Of(exception)));
        }
    }

    /// <summary>Returns and counts the answer for a key that is not sent to WorkOS, because there are too many calls.</summary>
    public ApiKeyAnswer Decline()
    {
        if (_lines.TryTake(nameof(Log.ApiKeyCallsLimited)))
        {
            Log.ApiKeyCallsLimited(logger, scheme);
        }

        return Count(ApiKeyAnswer.NotAsked(WorkOsApiKeyFailure.TooManyCalls, OutageInterval));
    }

    private ApiKeyAnswer Read(JsonElement answer)
    {
        if (!answer.TryGetProperty("api_key", out var key) || key.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
        {
            throw new WorkOsApiException(WorkOsApiErrorKind.Invalid);
        }

        if (key.ValueKind == JsonValueKind.Null)
        {
            return ApiKeyAnswer.Refused(WorkOsApiKeyFailure.Unknown);
        }

        return ApiKey.Read(key) is not { } read ? ApiKeyAnswer.Refused(WorkOsApiKeyFailure.UnknownOwner)
            : read.ExpiresAt <= time.GetUtcNow() ? ApiKeyAnswer.Refused(WorkOsApiKeyFailure.Expired)
            : ApiKeyAnswer.Accepted(read);
    }

    private ApiKeyAnswer Fail(WorkOsApiException exception)
    {
        // A status below 500 other than 408 and 429 is caused by this app: by its API key, or by the address.
        var isOurs = exception.Kind == WorkOsApiErrorKind.Rejected;
        if (_lines.TryTake(isOurs ? nameof(Log.ServerKeyRejected) : nameof(Log.ApiKeysUnavailable)))
        {
            // The exception is not logged, because an HTTP handler of the app can write anything into its message, and the call has two secrets.
            if (isOurs)
            {
                Log.ServerKeyRejected(logger, scheme, exception.StatusCode, exception.ErrorCode, exception.RequestId);
            }
            else
            {
                Log.ApiKeysUnavailable(logger, scheme, exception.StatusCode, exception.ErrorCode, exception.RequestId, exception.Description);
            }
        }

        return ApiKeyAnswer.NotAsked(
            WorkOsApiKeyFailure.Unavailable,
            exception.StatusCode == HttpStatusCode.TooManyRequests && exception.RetryAfter is { } wait ? Clamp(wait) : OutageInterval);
    }

    private ApiKeyAnswer Count(ApiKeyAnswer answer)
    {
        metrics.ApiKeyValidated(scheme, answer.Failure switch
        {
            WorkOsApiKeyFailure.None => "success",
            WorkOsApiKeyFailure.TooManyCalls => "too_many_calls",
            WorkOsApiKeyFailure.Unavailable => "unavailable",
            _ => "refused",
        });
        return answer;
    }

    private static TimeSpan Clamp(TimeSpan wait) =>
        wait < OutageInterval ? OutageInterval : wait > MaxRetryAfter ? MaxRetryAfter : wait;
}
