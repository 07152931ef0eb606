using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Features;

namespace WorkOs.AspNetCore;

/// <summary>
/// The ticket of the request as it is stored. A claims transformation adds claims for one request, and a refresh must not store them. The
/// few requests that need the stored ticket read it again from the cookie or from the value that the store has read. A ticket that the
/// request itself has changed is in <c>HttpContext.Items</c> under this key, which contains the cookie scheme, because one request can have
/// sessions in several.
/// </summary>
internal sealed record KeptTicket(string CookieScheme)
{
    /// <summary>Whether a ticket of this scheme can be read again. A store of the app itself cannot do that.</summary>
    public static bool CanReadAgain(CookieAuthenticationOptions cookie) => cookie.SessionStore is null or DistributedTicketStore;

    public static void Set(HttpContext context, AuthenticationTicket ticket) => context.Items[new KeptTicket(ticket.AuthenticationScheme)] = ticket;

    /// <summary>The ticket that the request has changed, by a refresh or in an event of the app; <see langword="null"/> if it has not.</summary>
    public static AuthenticationTicket? FindSet(HttpContext context, string cookieScheme) =>
        context.Items.TryGetValue(new KeptTicket(cookieScheme), out var kept) ? (AuthenticationTicket?)kept : null;

    public static AuthenticationTicket? Find(HttpContext context, string cookieScheme, CookieAuthenticationOptions cookie) =>
        FindSet(context, cookieScheme)
        ?? (cookie.SessionStore is DistributedTicketStore store ? store.FindRead(context) : ReadAgain(context, cookie));

    // The same as in CookieAuthenticationHandler.
    private static AuthenticationTicket? ReadAgain(HttpContext context, CookieAuthenticationOptions cookie) =>
        cookie.SessionStore is null && cookie.CookieManager.GetRequestCookie(context, cookie.Cookie.Name!) is { Length: > 0 } text
            ? cookie.TicketDataFormat.Unprotect(
                text,
                context.Features.Get<ITlsTokenBindingFeature>()?.GetProvidedTokenBindingId() is { } binding ? Convert.ToBase64String(binding) : null)
            : null;
}
