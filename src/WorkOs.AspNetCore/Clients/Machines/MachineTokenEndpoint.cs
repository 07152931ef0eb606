namespace WorkOs.AspNetCore;

/// <summary>Requests tokens for one machine from the AuthKit domain.</summary>
internal sealed class MachineTokenEndpoint(
    HttpClient http, AuthKitDiscovery domain, AccessTokenRequest request, string clientSecret, string client, TimeProvider time, ILogger logger)
{
    /// <exception cref="WorkOsMachineTokenException">No token is available.</exception>
    public async Task<MachineToken> FetchAsync()
    {
        var now = time.GetUtcNow();
        try
        {
            var metadata = await domain.GetAsync(CancellationToken.None);
            using var answer = await new WorkOsApiClient(http).PostFormAsync(metadata.TokenEndpoint, request.FieldsWith(clientSecret), authorization: null, CancellationToken.None);
            if (MachineToken.TryRead(answer.RootElement, now) is { } token)
            {
                Log.MachineTokenReceived(logger, client, token.UsedUntil);
                return token;
            }

            Log.MachineTokenUnavailable(logger, client, statusCode: null, workOsCode: null, requestId: null, "The answer has no token that can be used.");
            throw new WorkOsMachineTokenException(
                "There is no token for the call: the AuthKit domain answered without one that can be used.", isTransient: false);
        }
        catch (WorkOsApiException exception)
        {
            Log.MachineTokenUnavailable(logger, client, exception.StatusCode, exception.ErrorCode, exception.RequestId, exception.Description);
            throw ToFailure(exception);
        }
        catch (DiscoveryException exception)
        {
            Log.MachineTokenUnavailable(logger, client, statusCode: null, workOsCode: null, requestId: null, exception.Message);
            throw new WorkOsMachineTokenException($"There is no token for the call. {exception.Message}", exception.IsOutage, innerException: exception);
        }
        catch (Exception exception) when (exception is not (WorkOsMachineTokenException or OutOfMemoryException))
        {
            // An HTTP handler of the app may throw any exception, with anything in its message.
            Log.MachineTokenUnavailable(logger, client, statusCode: null, workOsCode: null, requestId: null, $"The call failed with {exception.GetType().Name}.");
            throw Unavailable(exception);
        }
    }

    private static WorkOsMachineTokenException Unavailable(Exception cause) =>
        new("There is no token for the call: the AuthKit domain could not be reached.", isTransient: true, innerException: cause);

    private static WorkOsMachineTokenException ToFailure(WorkOsApiException exception) => exception.Kind switch
    {
        WorkOsApiErrorKind.Rejected => new(
            $"There is no token for the call: the AuthKit domain refused the request ({exception.ErrorCode ?? "no code"}). Check ClientId, ClientSecret, Scope and Resource.",
            isTransient: false, exception.StatusCode, exception.ErrorCode, exception.RequestId, exception),
        WorkOsApiErrorKind.Invalid => new(
            "There is no token for the call: what answered does not speak as an AuthKit domain does. Check AuthKitDomain.",
            isTransient: false, exception.StatusCode, exception.ErrorCode, exception.RequestId, exception),
        _ => new(
            "There is no token for the call: the AuthKit domain could not be reached, or asks to come back later.",
            isTransient: true, exception.StatusCode, exception.ErrorCode, exception.RequestId, exception),
    };
}
