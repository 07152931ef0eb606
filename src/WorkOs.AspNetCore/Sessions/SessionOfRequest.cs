using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>The session of a request, in the cookie of its scheme.</summary>
/// <param name="Context">The request.</param>
/// <param name="Scheme">The scheme that signed in.</param>
/// <param name="CookieScheme">The cookie scheme that holds the session.</param>
/// <param name="Cookie">The options of the cookie scheme.</param>
/// <param name="Session">What the ticket says of the session.</param>
internal sealed record SessionOfRequest(
    HttpContext Context, SessionScheme Scheme, string CookieScheme, CookieAuthenticationOptions Cookie, SessionState Session)
{
    /// <summary>The ticket of the session as it is stored, without claims that were added for this request only.</summary>
    public AuthenticationTicket? FindTicket() => KeptTicket.Find(Context, CookieScheme, Cookie);

    /// <summary>A request to refresh the session; <see langword="null"/> if it has no refresh token.</summary>
    public RefreshRequest? ToRefresh() =>
        FindTicket() is { } ticket
        && SessionState.Read(ticket.Properties) is { RefreshToken: { Length: > 0 } token } session
            ? new RefreshRequest(Scheme, Cookie, ticket, session, token) { Client = ClientInfo.Of(Context) }
            : null;

    /// <summary>The user of the session; <see langword="null"/> if the ticket does not have one.</summary>
    public SessionOwner? FindOwner() =>
        FindTicket()?.Principal is { } user && user.FindFirstValue(ClaimTypes.NameIdentifier) is { Length: > 0 } id
            ? new SessionOwner(Scheme.Options, id, user.FindFirstValue(WorkOsClaimTypes.SessionId))
            : null;

    public override string ToString() => nameof(SessionOfRequest);
}
