namespace WorkOs.AspNetCore;

/// <summary>
/// What an app does with sessions that follow one at WorkOS: takes the access token for a call to an API, moves a session to another
/// organization, lists and ends sessions. Get it from dependency injection; a unit test can derive its own.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/authkit/sessions"/>.</remarks>
public abstract class WorkOsSessions
{
    /// <summary>
    /// The access token of the session, refreshed if it is about to expire; never one that has expired.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="authenticationScheme">The AuthKit scheme. Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.</param>
    /// <param name="cancellationToken">Stops waiting, as the end of the request does; a refresh that has begun goes on.</param>
    /// <returns>The token, or which of the <see cref="WorkOsAccessTokenFailure"/>s it is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> or <paramref name="authenticationScheme"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The request was aborted, or the call canceled.</exception>
    public abstract Task<WorkOsAccessToken> GetAccessTokenAsync(
        HttpContext context,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves the session to another organization: its claims become those of the person there, from the next request on.
    /// Call it before the response starts, and redirect afterwards.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="organizationId">The organization (<c>org_…</c>).</param>
    /// <param name="authenticationScheme">The AuthKit scheme. Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.</param>
    /// <param name="cancellationToken">Stops waiting, as the end of the request does; a switch that has begun goes on.</param>
    /// <returns>A task that completes when the session is in the organization.</returns>
    /// <exception cref="ArgumentException">An argument is null, or <paramref name="organizationId"/> is empty.</exception>
    /// <exception cref="OperationCanceledException">The request was aborted, or the call canceled.</exception>
    /// <exception cref="InvalidOperationException">Nobody is signed in with the scheme, or its tokens are not kept.</exception>
    /// <exception cref="WorkOsAuthenticationException">
    /// WorkOS refused (<see cref="WorkOsFailureCodes.OrganizationSwitchRejected"/>, with WorkOS's own code, such as
    /// <c>sso_required</c>: challenge with that organization instead), has ended the session
    /// (<see cref="WorkOsFailureCodes.SessionExpired"/>), or could not be reached
    /// (<see cref="WorkOsFailureCodes.TokenExchangeUnavailable"/>). The session goes on as it was, unless it has ended.
    /// </exception>
    public abstract Task SwitchOrganizationAsync(
        HttpContext context,
        string organizationId,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default);

    /// <summary>The sessions that the user of the request has at WorkOS now, in WorkOS's order, for a page on which to revoke them.</summary>
    /// <param name="context">The request.</param>
    /// <param name="authenticationScheme">The AuthKit scheme. Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.</param>
    /// <param name="cancellationToken">Cancels the call, as the end of the request does.</param>
    /// <returns>The active sessions, of all apps of the WorkOS environment; that of the request is <see cref="WorkOsUserSession.IsCurrent"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> or <paramref name="authenticationScheme"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The request was aborted, or the call canceled.</exception>
    /// <exception cref="InvalidOperationException">
    /// Nobody is signed in with the scheme, or WorkOS lists no sessions for it: with Connect and single sign-on, use
    /// <see cref="EndSessionAsync"/> and <see cref="EndUserSessionsAsync"/> as far as the scheme has them.
    /// </exception>
    /// <exception cref="WorkOsAuthenticationException">
    /// WorkOS refused or could not be reached (<see cref="WorkOsFailureCodes.SessionsUnavailable"/>).
    /// </exception>
    /// <remarks>See <see href="https://workos.com/docs/reference/authkit/session/list"/>.</remarks>
    public abstract Task<IReadOnlyList<WorkOsUserSession>> GetSessionsAsync(
        HttpContext context,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Revokes a session of the user of the request, at WorkOS and on every machine that shares the app's distributed cache. It may be
    /// the session of the request itself, which then ends with the next request.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="sessionId">The id of the session. A value from the browser is safe here: WorkOS is asked whose it is.</param>
    /// <param name="authenticationScheme">The AuthKit scheme. Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.</param>
    /// <param name="cancellationToken">Cancels the call, as the end of the request does.</param>
    /// <returns>
    /// <see langword="false"/> when no active session of this user has the id: it has ended meanwhile, or is somebody else's. Nothing happens then.
    /// </returns>
    /// <exception cref="ArgumentException">An argument is null, or <paramref name="sessionId"/> is empty.</exception>
    /// <exception cref="OperationCanceledException">The request was aborted, or the call canceled.</exception>
    /// <exception cref="InvalidOperationException">As with <see cref="GetSessionsAsync"/>.</exception>
    /// <exception cref="WorkOsAuthenticationException">
    /// WorkOS refused or could not be reached (<see cref="WorkOsFailureCodes.SessionsUnavailable"/>). The session may have ended in this app; call again.
    /// </exception>
    /// <remarks>See <see href="https://workos.com/docs/reference/authkit/session/revoke"/>.</remarks>
    public abstract Task<bool> RevokeSessionAsync(
        HttpContext context,
        string sessionId,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Revokes all sessions of the user of the request but that of the request, at WorkOS and on every machine that shares the app's
    /// distributed cache.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="authenticationScheme">The AuthKit scheme. Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.</param>
    /// <param name="cancellationToken">Cancels the calls, as the end of the request does.</param>
    /// <returns>How many sessions were revoked.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> or <paramref name="authenticationScheme"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The request was aborted, or the call canceled.</exception>
    /// <exception cref="InvalidOperationException">As with <see cref="GetSessionsAsync"/>, or the session of the request has no id.</exception>
    /// <exception cref="WorkOsAuthenticationException">
    /// WorkOS refused or could not be reached (<see cref="WorkOsFailureCodes.SessionsUnavailable"/>). Some sessions may have been revoked; call again.
    /// </exception>
    /// <remarks>See <see href="https://workos.com/docs/reference/authkit/session/revoke"/>.</remarks>
    public abstract Task<int> RevokeOtherSessionsAsync(
        HttpContext context,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default);

    /// <summary>Ends a session, on every machine that shares the app's distributed cache, from its next request on.</summary>
    /// <param name="sessionId">The id of the session at WorkOS (<see cref="WorkOsClaimTypes.SessionId"/>).</param>
    /// <param name="authenticationScheme">
    /// An AuthKit scheme of the WorkOS environment that the session is of. Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException"><paramref name="sessionId"/> is null or empty, or <paramref name="authenticationScheme"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="authenticationScheme"/> is not an AuthKit scheme of the app.</exception>
    public abstract Task EndSessionAsync(
        string sessionId,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends every session that a user has now, on every machine that shares the app's distributed cache. Whoever signs in
    /// afterwards stays.
    /// </summary>
    /// <param name="userId">The id of the user (<c>user_…</c>).</param>
    /// <param name="authenticationScheme">
    /// An AuthKit scheme of the WorkOS environment that the user is of: the sessions of every scheme of that environment
    /// end (<see cref="WorkOsRemoteOptions.EnvironmentClientId"/>). Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException"><paramref name="userId"/> is null or empty, or <paramref name="authenticationScheme"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="authenticationScheme"/> is not an AuthKit scheme of the app.</exception>
    public abstract Task EndUserSessionsAsync(
        string userId,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default);
}
