using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// The events of a cookie scheme as the app set them, with the session at WorkOS looked at first: of every request that carries
/// one, it lets the session pass, refreshes it when it is due, and ends it when WorkOS has. One of single sign-on, which has no session at
/// WorkOS, ends with what it watches. The events of the app are the
/// delegates, as in the framework, so that one that the app sets later still counts.
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
            // The app may have renamed or dropped the scheme since.
            var scheme = await schemes.FindAsync(name);
            if (scheme is null || await ended.ContainsAsync(
                scheme.Options.Environment, context.Principal!, session, scheme.Options.HearsOfOrganizations, store?.FindMarks(context.HttpContext)))
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

        // A renewal of its own would write the tokens that this request came with, over those that another request
        // has fetched meanwhile. The session slides whenever it is refreshed.
        if (context.ShouldRenew && SessionState.Read(context.Properties) is { RefreshToken: not null })
        {
            context.ShouldRenew = false;
        }
    }

    public override Task SigningIn(CookieSigningInContext context)
    {
        // A ticket with tokens follows by its refresh; this one by the app's word, which a slow request must not undo.
        if (SessionState.Read(context.Properties) is not { RefreshToken: not null })
        {
            StoredTicket.Follow(context.Properties);
        }

        NotifyObservers(context.HttpContext);
        return base.SigningIn(context);
    }

    public override Task SigningOut(CookieSigningOutContext context)
    {
        NotifyObservers(context.HttpContext);
        return base.SigningOut(context);
    }

    // A sign-in page of the app would not help: the session is there when the cache is.
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
        // Also where the cookie would otherwise sign an active user out before the access token is due.
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

        // A copy, since the request may go on with its own while the refresh reads this one.
        var ticket = new AuthenticationTicket(context.Principal!.Clone(), context.Properties.Clone(), context.Scheme.Name);
        var request = new RefreshRequest(scheme, context.Options, ticket, session, refreshToken) { Client = ClientInfo.Of(context.HttpContext) };
        var end = session.ExpiresAt + scheme.Options.OutageGracePeriod;

        // Not until the browser leaves: a request that signs somebody out does so all the same.
        switch (await coordinator.RefreshAsync(request, canGoOn: now + RefreshRequest.Patience < end, CancellationToken.None))
        {
            case RefreshOutcome.Refreshed { Ticket: var newer }:
                KeptTicket.Set(context.HttpContext, newer);
                context.ReplacePrincipal(newer.Principal.Clone());

                // In place: the cookie handler renews with the properties it handed out. What the newer ticket does not have,
                // such as the mark of the token that was sent, belongs to the older one.
                context.Properties.Items.Clear();
                foreach (var (key, value) in newer.Properties.Items)
                {
                    context.Properties.Items[key] = value;
                }

                // What the refresh has stored need not be stored again by everyone who waited for it, unless the cookie
                // itself has a date to move.
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

                // The cookie stays: when WorkOS is back, the session goes on.
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
