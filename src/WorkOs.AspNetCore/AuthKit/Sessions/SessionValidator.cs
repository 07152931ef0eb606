using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>
/// Looks at the session of every request that carries one: lets it pass, refreshes it when it is due, and ends it when
/// WorkOS has.
/// </summary>
internal sealed class SessionValidator(
    IOptionsMonitor<WorkOsAuthKitOptions> options,
    SessionRefresher refresher,
    EndedSessions endedSessions,
    TimeProvider time,
    ILogger<SessionValidator> logger)
{
    // While the present token is good, a person does not wait long for the next one.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (SessionTimes.GetExpiry(context.Properties) is not { } expiry || AuthKitScheme.Of(context.Properties) is not { } scheme)
        {
            return;
        }

        if (await IsEndedAsync(context))
        {
            await EndAsync(context, scheme, failure: null);
            return;
        }

        var now = time.GetUtcNow();
        if (!SessionTimes.IsDue(context.Properties, now))
        {
            return;
        }

        await RefreshAsync(context, scheme, expiry, isAlive: now < expiry);
    }

    private async Task RefreshAsync(CookieValidatePrincipalContext context, string scheme, DateTimeOffset expiry, bool isAlive)
    {
        var schemeOptions = options.Get(scheme);
        var ticket = new AuthenticationTicket(context.Principal!, context.Properties, context.Scheme.Name);
        if (SessionRefresh.Of(scheme, schemeOptions, ticket, context.Options.SessionStore) is not { } session)
        {
            if (!isAlive)
            {
                await EndAsync(context, scheme, failure: null);
            }

            return;
        }

        var outcome = await WaitAsync(session, isAlive, context.HttpContext.RequestAborted);
        switch (outcome.Status)
        {
            case RefreshStatus.Refreshed:
                Adopt(context, session, outcome.Ticket!);
                break;
            case RefreshStatus.Ended:
                await EndAsync(context, scheme, outcome.Failure);
                break;
            default:
                if (time.GetUtcNow() >= expiry + schemeOptions.OutageGracePeriod)
                {
                    // The cookie stays: when WorkOS is back, the session goes on.
                    context.RejectPrincipal();
                }

                break;
        }
    }

    private async Task<RefreshOutcome> WaitAsync(SessionRefresh session, bool isAlive, CancellationToken aborted)
    {
        // Only with a store, where the outcome is kept whether or not this request is there to take it.
        if (!isAlive || !session.HasStore)
        {
            return await refresher.RefreshAsync(session, aborted);
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, aborted);
        try
        {
            return await refresher.RefreshAsync(session, limit.Token);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return new RefreshOutcome(RefreshStatus.Postponed);
        }
    }

    private static void Adopt(CookieValidatePrincipalContext context, SessionRefresh session, AuthenticationTicket newer)
    {
        context.ReplacePrincipal(newer.Principal.Clone());

        // In place: the cookie handler renews with the properties it handed out.
        foreach (var (key, value) in newer.Properties.Items)
        {
            context.Properties.Items[key] = value;
        }

        // What the refresh has stored need not be stored again by everyone who waited for it, unless the cookie itself
        // has a date to move.
        context.ShouldRenew = !session.HasStore || context.Properties.IsPersistent;
    }

    private Task<bool> IsEndedAsync(CookieValidatePrincipalContext context) => endedSessions.ContainsAsync(
        context.Principal?.FindFirstValue(WorkOsClaimTypes.SessionId),
        context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier),
        context.Principal?.FindFirstValue(WorkOsClaimTypes.OrganizationId),
        SessionTimes.GetSignIn(context.Properties) ?? DateTimeOffset.MinValue,
        context.HttpContext.RequestAborted);

    private async Task EndAsync(CookieValidatePrincipalContext context, string scheme, WorkOsApiException? failure)
    {
        Log.SessionExpired(logger, scheme, WorkOsFailureCodes.SessionExpired, failure?.StatusCode, failure?.ErrorCode, failure?.RequestId);
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }
}
