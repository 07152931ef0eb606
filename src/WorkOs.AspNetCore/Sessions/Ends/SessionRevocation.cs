using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// Ends sessions at WorkOS. The marks of <see cref="EndedSessions"/> hold without it.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/authkit/session/revoke"/>.</remarks>
internal sealed class SessionRevocation(TimeProvider time, ILogger<SessionRevocation> logger)
{
    // The browser goes first: it has been seen left on a blank page when the session at WorkOS was gone before it came.
    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(5);

    /// <summary>Revokes a session; one that WorkOS does not know any more is revoked.</summary>
    /// <exception cref="WorkOsApiException">WorkOS refused, or could not be reached.</exception>
    public static async Task RevokeAsync(WorkOsRemoteOptions options, string sessionId, CancellationToken cancellationToken)
    {
        try
        {
            await PostAsync(options, sessionId, cancellationToken);
        }
        catch (WorkOsApiException exception) when (HasSucceeded(exception) || exception.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            // It is over, which is what was asked for.
        }
    }

    /// <summary>
    /// Tells WorkOS of a sign-out, for a browser that does not follow the redirect to WorkOS. Best effort: nobody waits for it. The
    /// call starts at once where the browser leaves before it has its answer.
    /// </summary>
    public void Begin(string scheme, WorkOsRemoteOptions options, string sessionId, CancellationToken aborted)
    {
        // The request is over long before, with all that belongs to it.
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

    // An answer without a body is one, too.
    private static bool HasSucceeded(WorkOsApiException exception) => exception.StatusCode is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;
}
