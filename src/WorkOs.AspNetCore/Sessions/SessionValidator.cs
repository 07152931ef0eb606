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
    IAuthenticationSchemeProvider schemes,
    SessionRefresher refresher,
    EndedSessions endedSessions,
    TimeProvider time,
    ILogger<SessionValidator> logger)
{
    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (SessionTimes.GetExpiry(context.Properties) is not { } expiry || AuthKitScheme.Of(context.Properties) is not { } scheme)
        {
            return;
        }

        // The app may have renamed or dropped the scheme since.
        if (await schemes.GetSchemeAsync(scheme) is null || await IsEndedAsync(context, scheme))
        {
            await EndAsync(context, scheme, failure: null);
            return;
        }

        var now = time.GetUtcNow();
        if (SessionTimes.IsDue(context.Properties, now) || CookieLifetime.IsHalfSpent(context.Properties, context.Options, now))
        {
            await RefreshAsync(context, scheme, expiry);
        }
    }

    private async Task RefreshAsync(CookieValidatePrincipalContext context, string scheme, DateTimeOffset expiry)
    {
        var schemeOptions = options.Get(scheme);
        var end = expiry + schemeOptions.OutageGracePeriod;

        // A copy, since the request may go on with its own while the refresh reads this one.
        var ticket = new AuthenticationTicket(context.Principal!.Clone(), context.Properties.Clone(), context.Scheme.Name);
        if (SessionRefresh.Of(scheme, schemeOptions, context.Options, ticket) is not { } session)
        {
            if (time.GetUtcNow() >= expiry)
            {
                await EndAsync(context, scheme, failure: null);
            }

            return;
        }

        // Not until the browser leaves: a request that signs somebody out does so all the same.
        var outcome = await refresher.RefreshAsync(session, canGoOn: time.GetUtcNow() < end, CancellationToken.None);
        switch (outcome.Status)
        {
            case RefreshStatus.Refreshed:
                Adopt(context, session, outcome.Ticket!);
                break;
            case RefreshStatus.Ended:
                await EndAsync(context, scheme, outcome.Failure);
                break;
            default:
                if (time.GetUtcNow() >= end)
                {
                    // The cookie stays: when WorkOS is back, the session goes on.
                    context.RejectPrincipal();
                }

                break;
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

    private Task<bool> IsEndedAsync(CookieValidatePrincipalContext context, string scheme) => endedSessions.ContainsAsync(
        options.Get(scheme).Environment,
        context.Principal?.FindFirstValue(WorkOsClaimTypes.SessionId),
        context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier),
        context.Principal?.FindFirstValue(WorkOsClaimTypes.OrganizationId),
        context.Properties,
        CancellationToken.None);

    private async Task EndAsync(CookieValidatePrincipalContext context, string scheme, WorkOsApiException? failure)
    {
        Log.SessionExpired(logger, scheme, WorkOsFailureCodes.SessionExpired, failure?.StatusCode, failure?.ErrorCode, failure?.RequestId);
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }
}
