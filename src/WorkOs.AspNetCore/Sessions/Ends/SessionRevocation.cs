using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// Tells WorkOS of a sign-out from the server, for a browser that does not follow the redirect to WorkOS. Best effort:
/// nobody waits for it, and the marks of <see cref="EndedSessions"/> hold without it.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/authkit/session/revoke"/>.</remarks>
internal sealed class SessionRevocation(TimeProvider time, ILogger<SessionRevocation> logger)
{
    // The browser goes first: it has been seen left on a blank page when the session at WorkOS was gone before it came.
    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(5);

    /// <summary>Starts the call, at once where the browser leaves before it has its answer.</summary>
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
            using var response = await new WorkOsApiClient(options.Backchannel).PostAsync(
                options.Endpoint("/user_management/sessions/revoke"),
                new WorkOsRevokeRequest { SessionId = sessionId },
                WorkOsJsonContext.Default.WorkOsRevokeRequest,
                options.ClientSecret,
                CancellationToken.None);
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

    // An answer without a body is one, too; and a session that WorkOS does not find, or refuses to end, has usually been
    // ended by the browser.
    private static bool IsOver(WorkOsApiException exception) => exception.StatusCode
        is (>= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices)
        or HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity;
}
