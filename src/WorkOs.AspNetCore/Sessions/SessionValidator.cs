using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// Looks at the session of every request that carries one: lets it pass, refreshes it when it is due, and ends it when
/// WorkOS has.
/// </summary>
internal sealed class SessionValidator(
    SessionSchemes schemes, RefreshCoordinator coordinator, EndedSessions ended, TimeProvider time, ILogger<SessionValidator> logger)
{
    public async Task ValidateAsync(CookieValidatePrincipalContext context, SessionState session)
    {
        if (session.Scheme is null)
        {
            return;
        }

        // The app may have renamed or dropped the scheme since.
        var scheme = await schemes.FindAsync(session.Scheme);
        if (scheme is null || await ended.ContainsAsync(scheme.Options.Environment, context.Principal!, session))
        {
            await EndAsync(context, session.Scheme, scheme, WorkOsSessionEndReason.Ended);
            return;
        }

        var now = time.GetUtcNow();
        if (session.RefreshAt <= now || CookieLifetime.IsHalfSpent(context.Properties, context.Options, now))
        {
            await RefreshAsync(context, session, scheme);
        }
    }

    private async Task RefreshAsync(CookieValidatePrincipalContext context, SessionState session, ISessionScheme scheme)
    {
        if (session.RefreshToken is not { Length: > 0 } refreshToken)
        {
            if (time.GetUtcNow() >= session.ExpiresAt)
            {
                await EndAsync(context, scheme.Scheme.Name, scheme, WorkOsSessionEndReason.Expired);
            }

            return;
        }

        // A copy, since the request may go on with its own while the refresh reads this one.
        var ticket = new AuthenticationTicket(context.Principal!.Clone(), context.Properties.Clone(), context.Scheme.Name);
        var request = new RefreshRequest(scheme, context.Options, ticket, session, refreshToken);
        var end = session.ExpiresAt + scheme.OutageGracePeriod;

        // Not until the browser leaves: a request that signs somebody out does so all the same.
        switch (await coordinator.RefreshAsync(request, canGoOn: time.GetUtcNow() < end, CancellationToken.None))
        {
            case RefreshOutcome.Refreshed { Ticket: var newer }:
                context.ReplacePrincipal(newer.Principal.Clone());

                // In place: the cookie handler renews with the properties it handed out.
                foreach (var (key, value) in newer.Properties.Items)
                {
                    context.Properties.Items[key] = value;
                }

                // What the refresh has stored need not be stored again by everyone who waited for it, unless the cookie
                // itself has a date to move.
                context.ShouldRenew = request.Store is null || context.Properties.IsPersistent;
                break;
            case RefreshOutcome.Ended over:
                await EndAsync(context, scheme.Scheme.Name, scheme, over.Reason, over.Failure);
                break;
            case var _ when time.GetUtcNow() >= end:
                // The cookie stays: when WorkOS is back, the session goes on.
                context.RejectPrincipal();
                break;
        }
    }

    private async Task EndAsync(
        CookieValidatePrincipalContext context, string name, ISessionScheme? scheme, WorkOsSessionEndReason reason, WorkOsApiException? failure = null)
    {
        var user = context.Principal!;
        Log.SessionExpired(logger, name, WorkOsFailureCodes.SessionExpired, failure?.StatusCode, failure?.ErrorCode, failure?.RequestId);
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
        if (scheme is not null)
        {
            await scheme.SessionEndedAsync(context.HttpContext, user, reason);
        }
    }
}
