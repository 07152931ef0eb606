using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>
/// What an app does with AuthKit sessions: takes the access token for a call to an API, moves a session to another
/// organization, ends sessions. Get it from dependency injection.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/authkit/sessions"/>.</remarks>
public sealed class WorkOsSessions
{
    private const int MaxSwitchAttempts = 3;

    private readonly IOptionsMonitor<WorkOsAuthKitOptions> _options;
    private readonly IOptionsMonitor<CookieAuthenticationOptions> _cookieOptions;
    private readonly SessionRefresher _refresher;
    private readonly EndedSessions _endedSessions;
    private readonly IAuthenticationSchemeProvider _schemes;
    private readonly TimeProvider _time;

    internal WorkOsSessions(
        IOptionsMonitor<WorkOsAuthKitOptions> options,
        IOptionsMonitor<CookieAuthenticationOptions> cookieOptions,
        SessionRefresher refresher,
        EndedSessions endedSessions,
        IAuthenticationSchemeProvider schemes,
        TimeProvider time)
    {
        _options = options;
        _cookieOptions = cookieOptions;
        _refresher = refresher;
        _endedSessions = endedSessions;
        _schemes = schemes;
        _time = time;
    }

    /// <summary>
    /// The access token of the session, refreshed if it is about to expire; never one that has expired.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="authenticationScheme">The AuthKit scheme. Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.</param>
    /// <returns>
    /// The token; <see langword="null"/> when nobody is signed in, when tokens are not kept (see <c>SaveTokens</c> and
    /// <c>AddWorkOsDistributedSessions</c>), or when no fresh one can be had.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public async Task<string?> GetAccessTokenAsync(
        HttpContext context, string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        if (await FindTicketAsync(context, authenticationScheme) is not { } ticket)
        {
            return null;
        }

        if (SessionTimes.IsDue(ticket.Properties, _time.GetUtcNow())
            && Wish(ticket, authenticationScheme) is { } wish
            && (wish.HasStore || !context.Response.HasStarted)
            && await _refresher.RefreshAsync(wish, canGoOn: wish.RestOfLife(_time.GetUtcNow()) > TimeSpan.Zero, context.RequestAborted)
                is { Status: RefreshStatus.Refreshed, Ticket: { } newer })
        {
            await AdoptAsync(context, wish, newer);
            ticket = newer;
        }

        return SessionTimes.GetExpiry(ticket.Properties) > _time.GetUtcNow() ? SessionTokens.GetAccessToken(ticket.Properties) : null;
    }

    /// <summary>
    /// Moves the session to another organization: its claims become those of the person there, from the next request on.
    /// Call it before the response starts, and redirect afterwards.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="organizationId">The organization (<c>org_…</c>).</param>
    /// <param name="authenticationScheme">The AuthKit scheme. Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.</param>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    /// <exception cref="InvalidOperationException">Nobody is signed in with the scheme, or its tokens are not kept.</exception>
    /// <exception cref="WorkOsAuthenticationException">
    /// WorkOS refused (<see cref="WorkOsFailureCodes.OrganizationSwitchRejected"/>, with WorkOS's own code, such as
    /// <c>sso_required</c>: challenge with that organization instead), has ended the session
    /// (<see cref="WorkOsFailureCodes.SessionExpired"/>), or could not be reached
    /// (<see cref="WorkOsFailureCodes.TokenExchangeUnavailable"/>). The session goes on as it was, unless it has ended.
    /// </exception>
    public async Task SwitchOrganizationAsync(
        HttpContext context, string organizationId, string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentException.ThrowIfNullOrEmpty(organizationId);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        var ticket = await FindTicketAsync(context, authenticationScheme);
        var wish = ticket is null ? null : Wish(ticket, authenticationScheme);
        for (var attempt = 0; attempt < MaxSwitchAttempts; attempt++)
        {
            wish = wish is null
                ? throw new InvalidOperationException(
                    $"There is no session of scheme '{authenticationScheme}' with tokens to switch: sign the person in, and keep tokens with AddWorkOsDistributedSessions() or SaveTokens.")
                : wish with { SwitchTo = organizationId };
            var outcome = await _refresher.RefreshAsync(wish, context.RequestAborted);
            if (outcome is not { Status: RefreshStatus.Refreshed, Ticket: { } newer })
            {
                throw FailureOf(outcome);
            }

            // Whatever came of it: without a store, its tokens are nowhere else.
            await SignInAsync(context, newer);
            if (wish.IsFulfilledBy(newer, _time.GetUtcNow()))
            {
                return;
            }

            // Another request refreshed the session first, in its old organization: go on from there.
            wish = wish.For(newer);
        }

        throw new WorkOsAuthenticationException(WorkOsFailureCodes.OrganizationSwitchRejected);
    }

    /// <summary>Ends a session, on every machine that shares the app's distributed cache, from its next request on.</summary>
    /// <param name="sessionId">The id of the session at WorkOS (<see cref="WorkOsClaimTypes.SessionId"/>).</param>
    /// <param name="authenticationScheme">
    /// An AuthKit scheme of the WorkOS environment that the session is of. Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException"><paramref name="sessionId"/> is null or empty, or <paramref name="authenticationScheme"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="authenticationScheme"/> is not an AuthKit scheme of the app.</exception>
    public async Task EndSessionAsync(
        string sessionId,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(sessionId);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        await _endedSessions.EndSessionAsync(await FindEnvironmentAsync(authenticationScheme), sessionId, cancellationToken);
    }

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
    public async Task EndUserSessionsAsync(
        string userId,
        string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        await _endedSessions.EndUserAsync(await FindEnvironmentAsync(authenticationScheme), userId, cancellationToken);
    }

    // An end that reaches nobody must not look like one that does.
    private async Task<string> FindEnvironmentAsync(string authenticationScheme) =>
        (await _schemes.GetSchemeAsync(authenticationScheme))?.HandlerType.IsAssignableTo(typeof(WorkOsAuthKitHandler)) == true
            ? _options.Get(authenticationScheme).Environment
            : throw new InvalidOperationException(
                $"There is no AuthKit scheme '{authenticationScheme}': name one of the WorkOS environment whose sessions are to end.");

    private async Task<AuthenticationTicket?> FindTicketAsync(HttpContext context, string authenticationScheme)
    {
        var cookieScheme = _options.Get(authenticationScheme).SignInScheme;
        var result = await context.AuthenticateAsync(cookieScheme);
        return result.Succeeded ? KeptTicket.Of(context, cookieScheme, authenticationScheme) : null;
    }

    private SessionRefresh? Wish(AuthenticationTicket ticket, string authenticationScheme)
    {
        var options = _options.Get(authenticationScheme);
        return SessionRefresh.Of(authenticationScheme, options, _cookieOptions.Get(options.SignInScheme), ticket);
    }

    private static async Task AdoptAsync(HttpContext context, SessionRefresh wish, AuthenticationTicket newer)
    {
        if (!wish.HasStore && !context.Response.HasStarted)
        {
            await SignInAsync(context, newer);
        }
        else
        {
            KeptTicket.Set(context, newer);
        }
    }

    private static async Task SignInAsync(HttpContext context, AuthenticationTicket newer)
    {
        await context.SignInAsync(newer.AuthenticationScheme, newer.Principal.Clone(), newer.Properties.Clone());
        KeptTicket.Set(context, newer);
    }

    private static WorkOsAuthenticationException FailureOf(RefreshOutcome outcome)
    {
        var code = outcome.Status switch
        {
            RefreshStatus.Refused => WorkOsFailureCodes.OrganizationSwitchRejected,
            RefreshStatus.Ended => WorkOsFailureCodes.SessionExpired,
            _ when outcome.Failure is { IsInvalidGrant: true } => WorkOsFailureCodes.SessionExpired,
            _ => WorkOsFailureCodes.TokenExchangeUnavailable,
        };
        return outcome.Failure is { } failure ? WorkOsAuthenticationException.From(code, failure) : new WorkOsAuthenticationException(code);
    }
}
