using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>The sessions of the app's cookie schemes.</summary>
internal sealed class CookieSessions(
    SessionSchemes schemes,
    IOptionsMonitor<CookieAuthenticationOptions> cookieOptions,
    RefreshCoordinator coordinator,
    EndedSessions ended,
    UserSessions userSessions,
    TimeProvider time) : WorkOsSessions
{
    private const int MaxSwitchAttempts = 3;

    public override async Task<WorkOsAccessToken> GetAccessTokenAsync(
        HttpContext context,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, cancellationToken);
        if (await FindAsync(context, authenticationScheme) is not { Session: { FollowsTokens: true } session } found)
        {
            return WorkOsAccessToken.Fail(WorkOsAccessTokenFailure.NoSession);
        }

        var now = time.GetUtcNow();
        if (session.RefreshAt <= now
            && found.ToRefresh() is { } request
            && (request.Store is not null || !context.Response.HasStarted)
            && await coordinator.RefreshAsync(request, canGoOn: session.ExpiresAt > now + RefreshRequest.MaxWait, left.Token) is RefreshOutcome.Refreshed { Ticket: var newer }
            && SessionState.Read(newer.Properties) is { } refreshed)
        {
            await KeepAsync(context, newer, signIn: request.Store is null && !context.Response.HasStarted);
            session = refreshed;
        }

        return session.AccessToken is not { Length: > 0 } token ? WorkOsAccessToken.Fail(WorkOsAccessTokenFailure.NotKept)
            : session.ExpiresAt > time.GetUtcNow() ? WorkOsAccessToken.Success(token, session.ExpiresAt)
            : WorkOsAccessToken.Fail(WorkOsAccessTokenFailure.Unavailable);
    }

    public override async Task SwitchOrganizationAsync(
        HttpContext context,
        string organizationId,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentException.ThrowIfNullOrEmpty(organizationId);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, cancellationToken);
        var request = (await FindAsync(context, authenticationScheme))?.ToRefresh();
        if (request is { Scheme.Product.CanSwitchOrganization: false })
        {
            throw new InvalidOperationException(
                $"A session of scheme '{authenticationScheme}' cannot be moved to another organization: challenge the user with that organization instead.");
        }

        for (var attempt = 0; attempt < MaxSwitchAttempts; attempt++)
        {
            request = request is null
                ? throw new InvalidOperationException(
                    $"There is no session of scheme '{authenticationScheme}' with tokens to switch: sign the user in, and keep tokens with AddWorkOsDistributedSessions() or SaveTokens.")
                : request with { SwitchTo = organizationId };
            var outcome = await coordinator.RefreshAsync(request, canGoOn: false, left.Token);
            if (outcome is not RefreshOutcome.Refreshed { Ticket: var newer })
            {
                throw FailureOf(outcome);
            }

            // Also in another organization: without a store, the new tokens exist only here.
            await KeepAsync(context, newer, signIn: true);
            if (request.IsFulfilledBy(newer, time.GetUtcNow()))
            {
                return;
            }

            // Another request has refreshed the session in its old organization. Try again with the new token.
            request = request.WithTicket(newer);
        }

        throw new WorkOsAuthenticationException(WorkOsFailureCodes.OrganizationSwitchRejected);
    }

    public override Task<IReadOnlyList<WorkOsUserSession>> GetSessionsAsync(
        HttpContext context,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default) =>
        AsOwnerAsync(context, authenticationScheme, userSessions.ListAsync, cancellationToken);

    public override async Task<bool> RevokeSessionAsync(
        HttpContext context,
        string sessionId,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(sessionId);
        return await AsOwnerAsync(context, authenticationScheme, (owner, left) => userSessions.RevokeAsync(owner, sessionId, left), cancellationToken);
    }

    public override Task<int> RevokeOtherSessionsAsync(
        HttpContext context,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default) =>
        AsOwnerAsync(context, authenticationScheme, userSessions.RevokeOthersAsync, cancellationToken);

    public override async Task EndSessionAsync(
        string sessionId,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(sessionId);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        await ended.EndSessionAsync(await FindEnvironmentAsync(authenticationScheme), sessionId, cancellationToken);
    }

    public override async Task EndUserSessionsAsync(
        string userId,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        await ended.EndUserAsync(await FindEnvironmentAsync(authenticationScheme), userId, cancellationToken);
    }

    // Without the environment no session would end, and the call must not seem to succeed.
    private async Task<string> FindEnvironmentAsync(string authenticationScheme) =>
        (await schemes.FindAsync(authenticationScheme))?.Options.Environment
        ?? throw new InvalidOperationException(
            $"There is no scheme '{authenticationScheme}' with sessions at WorkOS: name one of the WorkOS environment whose sessions are to end.");

    private async Task<T> AsOwnerAsync<T>(
        HttpContext context, string authenticationScheme, Func<SessionOwner, CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, cancellationToken);
        if (await schemes.FindAsync(authenticationScheme) is not { Product.ListsSessions: true })
        {
            throw new InvalidOperationException(
                $"WorkOS lists and revokes no sessions of scheme '{authenticationScheme}': name an AuthKit scheme of the app, or end sessions in the app with EndSessionAsync or EndUserSessionsAsync.");
        }

        var owner = (await FindAsync(context, authenticationScheme))?.FindOwner()
            ?? throw new InvalidOperationException($"No user is signed in with scheme '{authenticationScheme}', so there are no sessions to list or revoke.");
        return await run(owner, left.Token);
    }

    private async Task<SessionOfRequest?> FindAsync(HttpContext context, string authenticationScheme)
    {
        if (await schemes.FindAsync(authenticationScheme) is not { Options.SignInScheme: { } cookieScheme } scheme
            || await context.AuthenticateAsync(cookieScheme) is not { Succeeded: true, Properties: var present })
        {
            return null;
        }

        var properties = KeptTicket.FindSet(context, cookieScheme)?.Properties ?? present;
        return SessionState.Read(properties) is { } session && session.Scheme == authenticationScheme
            ? new SessionOfRequest(context, scheme, cookieScheme, cookieOptions.Get(cookieScheme), session)
            : null;
    }

    private static async Task KeepAsync(HttpContext context, AuthenticationTicket newer, bool signIn)
    {
        if (signIn)
        {
            await context.SignInAsync(newer.AuthenticationScheme, newer.Principal.Clone(), newer.Properties.Clone());
        }

        KeptTicket.Set(context, newer);
    }

    private static WorkOsAuthenticationException FailureOf(RefreshOutcome outcome)
    {
        var (code, failure) = outcome switch
        {
            RefreshOutcome.Refused refused => (WorkOsFailureCodes.OrganizationSwitchRejected, refused.Failure),
            RefreshOutcome.Ended over => (WorkOsFailureCodes.SessionExpired, over.Failure),
            RefreshOutcome.Postponed { Failure: { IsInvalidGrant: true } spent } => (WorkOsFailureCodes.SessionExpired, spent),
            _ => (WorkOsFailureCodes.TokenExchangeUnavailable, (outcome as RefreshOutcome.Postponed)?.Failure),
        };
        return failure is null ? new WorkOsAuthenticationException(code) : failure.ToFailure(code);
    }
}
