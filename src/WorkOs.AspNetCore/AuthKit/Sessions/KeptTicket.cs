using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>
/// The ticket of the request's session as it is kept. What a claims transformation adds holds for one request, and must
/// not find its way into the session by a refresh.
/// </summary>
internal static class KeptTicket
{
    private static readonly object Key = new();

    public static AuthenticationTicket? Of(HttpContext context, string authenticationScheme) =>
        context.Items[Key] is AuthenticationTicket ticket && AuthKitScheme.Of(ticket.Properties) == authenticationScheme ? ticket : null;

    public static void Set(HttpContext context, AuthenticationTicket ticket) => context.Items[Key] = ticket;
}
