using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// Validates the WorkOS session of each request before the events of the app run: refreshes a session that is due, and ends one that has ended
/// at WorkOS. A session of single sign-on has none at WorkOS, and ends with one of its <see cref="WatchedEnds"/>. The delegates call the events of
/// the app, as in the framework, so delegates that the app sets later are called, too.
/// </summary>
internal sealed class SessionCookieEvents(
    SessionSchemes schemes,
    EndedSessions ended,
    RefreshCoordinator coordinator,
    IEnumerable<ISignInObserver> observers,
    TimeProvider time,
    ILogger<SessionCookieEvents> logger) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var session = SessionState.Read(context.Properties);
        var store = context.Options.SessionStore as DistributedTicketStore;
        if (session is not null && store is null)
        {
            VaryByCookie.Mark(context.Response);
        }

        if (session is { Scheme: { } name })
        {
            // The app may have renamed or removed the scheme since the sign-in.
            var scheme = await schemes.FindAsync(name);
            if (scheme is null || await ended.ContainsAsync(
                scheme.Options.Environment, context.Principal!, session, scheme.Options.ReceivesOrganizationEvents, store?.FindMarks(context.HttpContext)))
            {
                await EndAsync(context, name, scheme, WorkOsSessionEndReason.Ended);
            }
            else
            {
                await RefreshAsync(context, session, scheme);
            }
        }
        else if (session is null
            && WatchedEnds.Read(context.Properties) is { } watched
            && await ended.ContainsAsync(watched, store?.FindMarks(context.HttpContext)))
        {
            var signedInWith = context.Properties.Items.TryGetValue(SignInState.SchemeKey, out var kept) ? kept : null;
            await EndAsync(context, signedInWith ?? context.Scheme.Name, scheme: null, WorkOsSessionEndReason.Ended);
        }

        var (principal, renews) = (context.Principal, context.ShouldRenew);
        if (principal is not null)
        {
            await base.ValidatePrincipal(context);
        }

        if (session is not null && context.Principal is { } present
            && (present != principal || context.ShouldRenew != renews || !KeptTicket.CanReadAgain(context.Options)))
        {
            KeptTicket.Set(context.HttpContext, new AuthenticationTicket(present.Clone(), context.Properties.Clone(), context.Scheme.Name));
        }
    }

    public override async Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        await base.CheckSlidingExpiration(context);

        // A renewal would overwrite the tokens of a concurrent refresh with the old ones of this request. Each refresh renews the session
        // anyway.
        if (context.ShouldRenew && SessionState.Read(context.Properties) is { RefreshToken: not null })
        {
            context.ShouldRenew = false;
        }
    }

    public override Task SigningIn(CookieSigningInContext context)
    {
        NotifyObservers(context.HttpContext);
        return base.SigningIn(context);
    }

    public override Task SigningOut(CookieSigningOutContext context)
    {
        NotifyObservers(context.HttpContext);
        return base.SigningOut(context);
    }

    // Signing in again would not help: the session is back when the cache is.
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        context.HttpContext.Items.ContainsKey(UnreadableSession.Key) ? FailureResponse.WriteUnreadableSessionAsync(context.HttpContext) : base.RedirectToLogin(context);

    private void NotifyObservers(HttpContext context)
    {
        foreach (var observer in observers)
        {
            observer.UserChanging(context);
        }
    }

    private async Task RefreshAsync(CookieValidatePrincipalContext context, SessionState session, SessionScheme scheme)
    {
        // Also when half of the cookie's lifetime is over: it could expire before the access token is due.
        var now = time.GetUtcNow();
        var isHalfSpent = context is { Options.SlidingExpiration: true, Properties: { AllowRefresh: not false, IssuedUtc: { } issued, ExpiresUtc: { } expires } }
            && now - issued > expires - now;
        if (session.RefreshAt > now && !isHalfSpent)
        {
            return;
        }

        if (session.RefreshToken is not { Length: > 0 } refreshToken)
        {
            if (now >= session.ExpiresAt)
            {
                await EndAsync(context, scheme.Name, scheme, WorkOsSessionEndReason.Expired);
            }

            return;
        }

        // A copy, because the request can change its own ticket while the refresh reads this one.
        var ticket = new AuthenticationTicket(context.Principal!.Clone(), context.Properties.Clone(), context.Scheme.Name);
        var request = new RefreshRequest(scheme, context.Options, ticket, session, refreshToken) { Client = ClientInfo.Of(context.HttpContext) };
        var end = session.ExpiresAt + scheme.Options.OutageGracePeriod;

        // Not RequestAborted: a request whose browser has left can still sign the user out.
        switch (await coordinator.RefreshAsync(request, canGoOn: now + RefreshRequest.MaxWait < end, CancellationToken.None))
        {
            case RefreshOutcome.Refreshed { Ticket: var newer }:
                KeptTicket.Set(context.HttpContext, newer);
                context.ReplacePrincipal(newer.Principal.Clone());

                // In place, because the cookie handler renews with this instance. Items that the newer ticket does not have belong to the
                // older one.
                context.Properties.Items.Clear();
                foreach (var (key, value) in newer.Properties.Items)
                {
                    context.Properties.Items[key] = value;
                }

                // The refresh has stored the ticket, so requests that waited for it need not store it again. A persistent cookie gets its
                // new expiration date.
                context.ShouldRenew = request.Store is null || context.Properties.IsPersistent;
                break;
            case RefreshOutcome.Ended over:
                await EndAsync(context, scheme.Name, scheme, over.Reason, over.Failure);
                break;
            case var outcome when time.GetUtcNow() >= end:
                if (outcome is RefreshOutcome.Postponed { IsBroken: true })
                {
                    UnreadableSession.Mark(context.HttpContext);
                }

                // The cookie stays, so the session goes on when WorkOS is available again.
                context.RejectPrincipal();
                break;
        }
    }

    private async Task EndAsync(
        CookieValidatePrincipalContext context, string name, SessionScheme? scheme, WorkOsSessionEndReason reason, WorkOsApiException? failure = null)
    {
        var user = context.Principal!;
        Log.SessionExpired(logger, name, WorkOsFailureCodes.SessionExpired, failure?.StatusCode, failure?.ErrorCode, failure?.RequestId);
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
        if (scheme is not null)
        {
            await scheme.Options.EventsOf(context.HttpContext.RequestServices).SessionEnded(
                new WorkOsSessionEndedContext(context.HttpContext, scheme.Scheme, scheme.Options, user, reason));
        }
    }
}
