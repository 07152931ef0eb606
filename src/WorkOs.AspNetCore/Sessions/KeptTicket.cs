namespace WorkOs.AspNetCore;

/// <summary>
/// The key in <c>HttpContext.Items</c> of the request's ticket as it is kept. What a claims transformation adds holds for
/// one request, and must not find its way into the session by a refresh. Bound to the request and to the cookie scheme that
/// holds the session, since one request may carry sessions in several; gone with the request.
/// </summary>
internal sealed record KeptTicket(string CookieScheme)
{
    public static AuthenticationTicket? Find(HttpContext context, string? cookieScheme, string authenticationScheme) =>
        cookieScheme is not null
        && context.Items.TryGetValue(new KeptTicket(cookieScheme), out var kept)
        && kept is AuthenticationTicket ticket
        && SessionState.Read(ticket.Properties)?.Scheme == authenticationScheme
            ? ticket
            : null;
}
