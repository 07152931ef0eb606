using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>
/// The ticket of the request's session as it is kept. What a claims transformation adds holds for one request, and must
/// not find its way into the session by a refresh. Bound to the request and to the cookie scheme that holds the session,
/// since one request may carry sessions in several; gone with the request.
/// </summary>
internal static class KeptTicket
{
    public static AuthenticationTicket? Of(HttpContext context, string? cookieScheme, string authenticationScheme) =>
        cookieScheme is not null
        && context.Items.TryGetValue(new Key(cookieScheme), out var kept)
        && kept is AuthenticationTicket ticket
        && AuthKitScheme.Of(ticket.Properties) == authenticationScheme
            ? ticket
            : null;

    public static void Set(HttpContext context, AuthenticationTicket ticket) => context.Items[new Key(ticket.AuthenticationScheme)] = ticket;

    private sealed record Key(string CookieScheme);
}
