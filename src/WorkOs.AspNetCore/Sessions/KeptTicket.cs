using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Features;

namespace WorkOs.AspNetCore;

/// <summary>
/// The request's ticket as it is kept. What a claims transformation adds holds for one request, and must not find its way into the
/// session by a refresh. The ticket is read once more from what the request brought, by the few requests that need it; what the request
/// itself has made of it is under this key in <c>HttpContext.Items</c>. Bound to the request and to the cookie scheme that
/// holds the session, since one request may carry sessions in several; gone with the request.
/// </summary>
internal sealed record KeptTicket(string CookieScheme)
{
    /// <summary>Whether a ticket of this scheme can be read once more: not from a store of the app's own.</summary>
    public static bool CanReadAgain(CookieAuthenticationOptions cookie) => cookie.SessionStore is null or DistributedTicketStore;

    public static void Set(HttpContext context, AuthenticationTicket ticket) => context.Items[new KeptTicket(ticket.AuthenticationScheme)] = ticket;

    /// <summary>What the request has made of the ticket: a newer one, or what the app's events left; <see langword="null"/> when it is as it was brought.</summary>
    public static AuthenticationTicket? FindSet(HttpContext context, string cookieScheme) =>
        context.Items.TryGetValue(new KeptTicket(cookieScheme), out var kept) ? (AuthenticationTicket?)kept : null;

    public static AuthenticationTicket? Find(HttpContext context, string cookieScheme, CookieAuthenticationOptions cookie) =>
        FindSet(context, cookieScheme)
        ?? (cookie.SessionStore is DistributedTicketStore store ? store.FindRead(context) : ReadAgain(context, cookie));

    // As CookieAuthenticationHandler reads it.
    private static AuthenticationTicket? ReadAgain(HttpContext context, CookieAuthenticationOptions cookie) =>
        cookie.SessionStore is null && cookie.CookieManager.GetRequestCookie(context, cookie.Cookie.Name!) is { Length: > 0 } text
            ? cookie.TicketDataFormat.Unprotect(
                text,
                context.Features.Get<ITlsTokenBindingFeature>()?.GetProvidedTokenBindingId() is { } binding ? Convert.ToBase64String(binding) : null)
            : null;
}
