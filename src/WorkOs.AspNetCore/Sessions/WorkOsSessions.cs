namespace WorkOs.AspNetCore;

/// <summary>
/// The sessions of users that belong to a session at WorkOS: gets the access token for a call to an API, moves a session to another
/// organization, lists and ends sessions. Get an instance from dependency injection; a unit test can derive its own class.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/authkit/sessions"/>.</remarks>
public abstract class WorkOsSessions
{
    /// <summary>
    /// Gets the access token of the session. Refreshes it if it is about to expire, and never returns an expired one.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="authenticationScheme">The AuthKit scheme. Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.</param>
    /// <param name="cancellationToken">Cancels the wait, as the end of the request does, but not a refresh that has begun.</param>
    /// <returns>The token, or the <see cref="WorkOsAccessTokenFailure"/> that says why there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> or <paramref name="authenticationScheme"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The request was aborted, or the call canceled.</exception>
    public abstract Task<WorkOsAccessToken> GetAccessTokenAsync(
        HttpContext context,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves the session to another organization. From the next request on, the claims are those of the user in that organization.
    /// Call this method before the response starts, and redirect afterwards.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="organizationId">The organization (<c>org_…</c>).</param>
    /// <param name="authenticationScheme">The AuthKit scheme. Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.</param>
    /// <param name="cancellationToken">Cancels the wait, as the end of the request does, but not a switch that has begun.</param>
    /// <returns>A task that completes when the session is in the organization.</returns>
    /// <exception cref="ArgumentException">An argument is null, or <paramref name="organizationId"/> is empty.</exception>
    /// <exception cref="OperationCanceledException">The request was aborted, or the call canceled.</exception>
    /// <exception cref="InvalidOperationException">
    /// The user is not signed in with the scheme, its tokens are not kept, or it is a Connect scheme, whose sessions stay in their organization.
    /// </exception>
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

    /// <summary>Lists the sessions that the user of the request has at WorkOS, in WorkOS's order, for a page on which to revoke them.</summary>
    /// <param name="context">The request.</param>
    /// <param name="authenticationScheme">The AuthKit scheme. Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.</param>
    /// <param name="cancellationToken">Cancels the call, as the end of the request does.</param>
    /// <returns>The active sessions of all apps of the WorkOS environment. <see cref="WorkOsUserSession.IsCurrent"/> marks that of the request.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> or <paramref name="authenticationScheme"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The request was aborted, or the call canceled.</exception>
    /// <exception cref="InvalidOperationException">
    /// The user is not signed in with the scheme, or WorkOS lists no sessions for it. For Connect and single sign-on, use
    /// <see cref="EndSessionAsync"/> and <see cref="EndUserSessionsAsync"/> as far as the scheme supports them.
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
    /// <param name="sessionId">The id of the session. A value from the browser is safe here, because sessions of other users are not revoked.</param>
    /// <param name="authenticationScheme">The AuthKit scheme. Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.</param>
    /// <param name="cancellationToken">Cancels the call, as the end of the request does.</param>
    /// <returns>
    /// <see langword="false"/> if no active session of this user has the id: it has ended, or belongs to another user. Nothing is revoked then.
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
    /// Revokes all sessions of the user of the request except the one of the request, at WorkOS and on every machine that shares the app's
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
    /// An AuthKit scheme of the WorkOS environment of the session. Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException"><paramref name="sessionId"/> is null or empty, or <paramref name="authenticationScheme"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="authenticationScheme"/> is not an AuthKit scheme of the app.</exception>
    public abstract Task EndSessionAsync(
        string sessionId,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends all present sessions of a user, on every machine that shares the app's distributed cache. Later sign-ins are not affected.
    /// </summary>
    /// <param name="userId">The id of the user (<c>user_…</c>).</param>
    /// <param name="authenticationScheme">
    /// An AuthKit scheme of the WorkOS environment of the user. The sessions of all schemes of that environment
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
