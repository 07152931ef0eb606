using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>Finds the session of a connection as it is stored, without claims that a claims transformation adds to one request.</summary>
internal sealed class CircuitSessions(
    IAuthenticationSchemeProvider schemes,
    IOptionsMonitor<CookieAuthenticationOptions> cookies,
    SessionCheck check,
    SessionCache cache,
    ITicketMarks marks,
    TimeProvider time,
    ILogger<CircuitSession> logger)
{
    /// <summary><see langword="null"/> if no user is signed in, or if the user is signed in without a session that can be checked.</summary>
    public async Task<CircuitSession?> FindAsync(HttpContext context)
    {
        if (await AuthenticateAsync(context) is not { Succeeded: true, Ticket: { } brought }
            || (await schemes.GetSchemeAsync(brought.AuthenticationScheme))?.HandlerType.IsAssignableTo(typeof(CookieAuthenticationHandler)) is not true)
        {
            return null;
        }

        if (SessionState.Read(brought.Properties) is null && WatchedEnds.Read(brought.Properties) is null && check.FindStore(brought) is null)
        {
            return null;
        }

        var kept = KeptTicket.Find(context, brought.AuthenticationScheme, cookies.Get(brought.AuthenticationScheme)) ?? brought;
        var ticket = new AuthenticationTicket(kept.Principal.Clone(), kept.Properties.Clone(), kept.AuthenticationScheme);
        var binding = SessionBinding.Of(ticket, await check.FindSchemeAsync(ticket));
        return new CircuitSession(ticket, binding, check, cache, marks, time, logger);
    }

    // With long polling, a connection has a copy of its first request, without the result of the authentication middleware.
    private async Task<AuthenticateResult?> AuthenticateAsync(HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult
        ?? (await schemes.GetDefaultAuthenticateSchemeAsync() is { } scheme ? await context.AuthenticateAsync(scheme.Name) : null);
}
