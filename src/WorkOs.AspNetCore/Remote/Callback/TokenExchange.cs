using System.Diagnostics;

namespace WorkOs.AspNetCore;

/// <summary>
/// Posts a grant to the token endpoint, once. Every error fails the sign-in. The exchange has a span of its own, which contains the span of
/// HttpClient.
/// </summary>
internal static class TokenExchange
{
    /// <summary>Posts the grant and returns WorkOS's answer, which is disposed at the end of the request.</summary>
    /// <exception cref="WorkOsAuthenticationException">WorkOS refuses the grant, cannot be reached, or answers with something else.</exception>
    public static Task<JsonDocument> PostAsync(RemoteRequest request, WorkOsTokenRequest grant) => RunAsync(
        request,
        grant.GrantType,
        () => new WorkOsApiClient(request.Options.Backchannel).PostAsync(
            request.Options.TokenEndpoint, grant, WorkOsJsonContext.Default.WorkOsTokenRequest, bearer: null, request.Http.RequestAborted));

    /// <summary>Posts the grant with <paramref name="post"/>, for a product with another format of token request.</summary>
    /// <exception cref="WorkOsAuthenticationException">WorkOS refuses the grant, cannot be reached, or answers with something else.</exception>
    public static async Task<JsonDocument> RunAsync(RemoteRequest request, string grantType, Func<Task<JsonDocument>> post)
    {
        using var activity = WorkOsActivities.Source.StartActivity("workos.exchange")?
            .SetTag(WorkOsActivities.SchemeTag, request.Scheme.Name)
            .SetTag("workos.grant_type", grantType);
        try
        {
            var answer = await post();
            request.Http.Response.RegisterForDispose(answer);
            return answer;
        }
        catch (WorkOsApiException exception)
        {
            var code = ExchangeFailures.CodeOf(exception);
            activity?.SetTag("error.type", code).SetTag("workos.request_id", exception.RequestId).SetStatus(ActivityStatusCode.Error);
            throw exception.ToFailure(code, isClientCaused: ExchangeFailures.IsOfTheGrant(exception));
        }
    }
}
