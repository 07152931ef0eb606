namespace WorkOs.AspNetCore;

/// <summary>Posts a grant to the token endpoint, once; whatever goes wrong is a failure of the sign-in.</summary>
internal static class TokenExchange
{
    /// <exception cref="WorkOsAuthenticationException">WorkOS refuses the grant, cannot be reached, or answers with something else.</exception>
    public static async Task<JsonDocument> PostAsync(RemoteRequest request, WorkOsTokenRequest grant)
    {
        using var activity = WorkOsActivity.StartExchange(request.Scheme.Name, grant.GrantType);
        try
        {
            return await new WorkOsApiClient(request.Options.Backchannel).PostAsync(
                request.Options.TokenEndpoint, grant, WorkOsJsonContext.Default.WorkOsTokenRequest, bearer: null, request.Http.RequestAborted);
        }
        catch (WorkOsApiException exception)
        {
            var code = ExchangeFailures.CodeOf(exception);
            WorkOsActivity.Fail(activity, code, exception.RequestId);
            throw exception.ToFailure(code, isAnybodys: ExchangeFailures.IsOfTheGrant(exception));
        }
    }
}
