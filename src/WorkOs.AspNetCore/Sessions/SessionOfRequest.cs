using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>The session that a request carries, in the cookie of its scheme.</summary>
/// <param name="Context">The request.</param>
/// <param name="Scheme">The scheme that signed in.</param>
/// <param name="CookieScheme">The cookie scheme that holds the session.</param>
/// <param name="Cookie">The options of the cookie scheme.</param>
/// <param name="Session">What the ticket says of the session.</param>
internal sealed record SessionOfRequest(
    HttpContext Context, SessionScheme Scheme, string CookieScheme, CookieAuthenticationOptions Cookie, SessionState Session)
{
    /// <summary>The refresh of the session; <see langword="null"/> when it has no refresh token.</summary>
    public RefreshRequest? ToRefresh() =>
        KeptTicket.Find(Context, CookieScheme, Cookie) is { } ticket
        && SessionState.Read(ticket.Properties) is { RefreshToken: { Length: > 0 } token } session
            ? new RefreshRequest(Scheme, Cookie, ticket, session, token)
            : null;

    public override string ToString() => nameof(SessionOfRequest);
}
