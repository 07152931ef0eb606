using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>Finds the session that a connection brought, as it is kept: without what a claims transformation adds for one request.</summary>
internal sealed class CircuitSessions(
    IAuthenticationSchemeProvider schemes,
    IOptionsMonitor<CookieAuthenticationOptions> cookies,
    SessionCheck check,
    SessionCache cache,
    ITicketMarks marks,
    TimeProvider time,
    ILogger<CircuitSession> logger)
{
    /// <summary><see langword="null"/> where nobody is signed in, or with something that has no session to look at.</summary>
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

    // A connection by long polling has a copy of its first request, without what the authentication middleware found.
    private async Task<AuthenticateResult?> AuthenticateAsync(HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult
        ?? (await schemes.GetDefaultAuthenticateSchemeAsync() is { } scheme ? await context.AuthenticateAsync(scheme.Name) : null);
}
