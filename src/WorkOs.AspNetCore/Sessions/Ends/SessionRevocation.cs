using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>Ends sessions at WorkOS. The marks of <see cref="EndedSessions"/> are effective without it.</summary>
/// <remarks>See <see href="https://workos.com/docs/reference/authkit/session/revoke"/>.</remarks>
internal sealed class SessionRevocation(TimeProvider time, ILogger<SessionRevocation> logger)
{
    // Gives the browser's redirect time to arrive first: if the session at WorkOS has already ended, the browser can be left on a blank page.
    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(5);

    /// <summary>Revokes a session. A session that WorkOS does not know any more counts as revoked.</summary>
    /// <exception cref="WorkOsApiException">WorkOS refused, or could not be reached.</exception>
    public static async Task RevokeAsync(WorkOsRemoteOptions options, string sessionId, CancellationToken cancellationToken)
    {
        try
        {
            await PostAsync(options, sessionId, cancellationToken);
        }
        catch (WorkOsApiException exception) when (HasSucceeded(exception) || exception.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            // The session has ended, as requested.
        }
    }

    /// <summary>
    /// Revokes the session of a sign-out at WorkOS, in case the browser does not follow the redirect to WorkOS. Runs in the background, best
    /// effort. The call starts immediately if the browser disconnects before it has the response.
    /// </summary>
    public void Begin(string scheme, WorkOsRemoteOptions options, string sessionId, CancellationToken aborted)
    {
        // The call runs after the request has ended, so it must not capture the request's execution context.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(() => RunAsync(scheme, options, sessionId, aborted), CancellationToken.None);
        }
    }

    private async Task RunAsync(string scheme, WorkOsRemoteOptions options, string sessionId, CancellationToken aborted)
    {
        try
        {
            await Task.Delay(HeadStart, time, aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await PostAsync(options, sessionId, CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            var failure = WorkOsApiException.Of(exception);
            if (IsOver(failure))
            {
                Log.SessionOverAtWorkOs(logger, scheme, failure.StatusCode, failure.ErrorCode, failure.RequestId);
            }
            else
            {
                Log.SessionNotRevoked(logger, scheme, failure.StatusCode, failure.ErrorCode, failure.RequestId, failure.Description);
            }
        }
    }

    private static async Task PostAsync(WorkOsRemoteOptions options, string sessionId, CancellationToken cancellationToken)
    {
        using var response = await new WorkOsApiClient(options.Backchannel).PostAsync(
            options.Endpoint("/user_management/sessions/revoke"),
            new WorkOsRevokeRequest { SessionId = sessionId },
            WorkOsJsonContext.Default.WorkOsRevokeRequest,
            options.ClientSecret,
            cancellationToken);
    }

    // A session that WorkOS does not find, or refuses to end, has usually been ended by the browser.
    private static bool IsOver(WorkOsApiException exception) => HasSucceeded(exception) || exception.StatusCode
        is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity;

    // A success without a body is reported as an exception, too.
    private static bool HasSucceeded(WorkOsApiException exception) => exception.StatusCode is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;
}
