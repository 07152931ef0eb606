using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// Checks a session without a request in the way that a request with its cookie does: whether it has ended, here or at WorkOS, and whether it is
/// due for a refresh. A stored session is refreshed; a session in a cookie is not, because the browser would not receive the new cookie.
/// </summary>
internal sealed class SessionCheck(
    SessionSchemes schemes,
    IOptionsMonitor<CookieAuthenticationOptions> cookies,
    RefreshCoordinator coordinator,
    EndedSessions ended,
    TimeProvider time,
    ILogger<SessionCheck> logger)
{
    /// <summary>Checks the session once.</summary>
    /// <param name="known">The ticket of the last check.</param>
    /// <param name="binding">Whose session it was when the circuit began.</param>
    /// <param name="cancellationToken">Stops waiting; a refresh that has begun goes on.</param>
    public async Task<SessionVerdict> RunAsync(AuthenticationTicket known, SessionBinding binding, CancellationToken cancellationToken)
    {
        var scheme = await FindSchemeAsync(known);
        try
        {
            return await FindStoredAsync(known) is { } present && SessionBinding.Of(present, scheme) == binding && HasTime(present)
                ? await JudgeAsync(present, scheme, cancellationToken)
                : new SessionVerdict.Over();
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            // The cache has most likely failed. The ticket of the last check stays valid until it expires.
            Log.CircuitSessionUnchecked(logger, known.AuthenticationScheme, exception);
            return HasTokenTime(known, scheme) ? new SessionVerdict.Lives(known) : new SessionVerdict.Unknown();
        }
    }

    /// <summary>The scheme that signed in, where its sessions follow one at WorkOS.</summary>
    public async ValueTask<SessionScheme?> FindSchemeAsync(AuthenticationTicket ticket) =>
        SessionState.Read(ticket.Properties) is { Scheme: { } name } ? await schemes.FindAsync(name) : null;

    /// <summary>Where the ticket is stored; <see langword="null"/> when it is in the cookie.</summary>
    public DistributedTicketStore? FindStore(AuthenticationTicket ticket) =>
        ticket.Properties.Items.ContainsKey(StoredTicket.KeyItem)
            && cookies.Get(ticket.AuthenticationScheme).SessionStore is DistributedTicketStore store
            && store.CookieScheme == ticket.AuthenticationScheme ? store : null;

    private async Task<AuthenticationTicket?> FindStoredAsync(AuthenticationTicket known) =>
        FindStore(known) is { } store ? await store.RetrieveAsync(known.Properties.Items[StoredTicket.KeyItem]!) : known;

    private async Task<SessionVerdict> JudgeAsync(AuthenticationTicket present, SessionScheme? scheme, CancellationToken cancellationToken)
    {
        if (SessionState.Read(present.Properties) is not { } session)
        {
            return WatchedEnds.Read(present.Properties) is { } watched && await ended.ContainsAsync(watched, read: null)
                ? new SessionVerdict.Over()
                : new SessionVerdict.Lives(present);
        }

        // The app may have renamed or removed the scheme since the sign-in.
        if (scheme is null
            || await ended.ContainsAsync(scheme.Options.Environment, present.Principal, session, scheme.Options.ReceivesOrganizationEvents, read: null))
        {
            return new SessionVerdict.Over();
        }

        var now = time.GetUtcNow();
        if (session.RefreshToken is not { Length: > 0 } token)
        {
            return session.ExpiresAt > now ? new SessionVerdict.Lives(present) : new SessionVerdict.Over();
        }

        if (session.RefreshAt > now || FindStore(present) is null)
        {
            return new SessionVerdict.Lives(present);
        }

        var request = new RefreshRequest(scheme, cookies.Get(present.AuthenticationScheme), present, session, token);
        return await coordinator.RefreshAsync(request, canGoOn: session.ExpiresAt > now + RefreshRequest.MaxWait, cancellationToken) switch
        {
            RefreshOutcome.Refreshed refreshed => new SessionVerdict.Lives(refreshed.Ticket),
            RefreshOutcome.Ended => new SessionVerdict.Over(),
            _ => HasTokenTime(present, scheme) ? new SessionVerdict.Lives(present) : new SessionVerdict.Unknown(),
        };
    }

    // The same rule as in the cookie handler. For a stored ticket, this is also the expiration of the browser's cookie.
    private bool HasTime(AuthenticationTicket ticket) => ticket.Properties.ExpiresUtc is not { } end || end > time.GetUtcNow();

    private bool HasTokenTime(AuthenticationTicket ticket, SessionScheme? scheme)
    {
        var (now, session) = (time.GetUtcNow(), SessionState.Read(ticket.Properties));
        var isOfTokens = session is { FollowsTokens: true } && FindStore(ticket) is not null;
        return HasTime(ticket) && (!isOfTokens || now < session!.ExpiresAt + (scheme?.Options.OutageGracePeriod ?? TimeSpan.Zero));
    }
}
