namespace WorkOs.AspNetCore;

/// <summary>
/// The session of the user of a component, in a circuit and while the page is rendered on the server. Inject it into a component or a
/// scoped service; a unit test can derive its own. Added by <c>AddWorkOsAuthenticationState</c>.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/authkit/sessions"/>.</remarks>
public abstract class WorkOsBlazorSession
{
    /// <summary>
    /// The access token of the user, refreshed if it is about to expire; never one that has expired. A circuit refreshes only sessions that are stored on
    /// the server (<c>AddWorkOsDistributedSessions</c>), because it cannot write a cookie.
    /// </summary>
    /// <param name="cancellationToken">Stops waiting; a refresh that has begun goes on.</param>
    /// <returns>
    /// The token, or the <see cref="WorkOsAccessTokenFailure"/> that explains why there is none: <see cref="WorkOsAccessTokenFailure.InCookie"/> if
    /// the token has expired in a circuit whose session is not stored on the server.
    /// </returns>
    /// <exception cref="OperationCanceledException">The call was canceled, or the request aborted.</exception>
    public abstract Task<WorkOsAccessToken> GetAccessTokenAsync(CancellationToken cancellationToken = default);
}
