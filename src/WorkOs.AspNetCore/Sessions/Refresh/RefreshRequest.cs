using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>A session that is to be refreshed, in its own organization or in another.</summary>
/// <param name="Scheme">The scheme that signed in.</param>
/// <param name="Cookie">The options of the cookie scheme that holds the session.</param>
/// <param name="Ticket">The ticket of the session.</param>
/// <param name="Session">What the ticket says of the session.</param>
/// <param name="RefreshToken">The refresh token of the session.</param>
internal sealed record RefreshRequest(
    SessionScheme Scheme, CookieAuthenticationOptions Cookie, AuthenticationTicket Ticket, SessionState Session, string RefreshToken)
{
    /// <summary>While the present token is good, a person does not wait longer for the next one.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The organization to move to; <see langword="null"/> to stay in the present one.</summary>
    public string? SwitchTo { get; init; }

    /// <summary>Whose request began the refresh. What is sent again in the background is sent for it, too.</summary>
    public ClientInfo? Client { get; init; }

    public string? PresentOrganization { get; } = Ticket.Principal.FindFirstValue(WorkOsClaimTypes.OrganizationId);

    /// <summary>Where the ticket is kept, under the id that the session knows; <see langword="null"/> when in the cookie.</summary>
    public DistributedTicketStore? Store { get; } =
        Session.StoreKey is not null && Cookie.SessionStore is DistributedTicketStore store && store.CookieScheme == Ticket.AuthenticationScheme ? store : null;

    /// <summary>
    /// What the outcome belongs to, and is worth nothing beside: the cookie scheme, the stored session where there is one, and
    /// the refresh token. An app may keep one session of WorkOS in two cookies, with claims of its own in one of them, and
    /// neither becomes the other.
    /// </summary>
    public (string CookieScheme, string? StoreKey, string RefreshToken) Key => (Ticket.AuthenticationScheme, Session.StoreKey, RefreshToken);

    /// <summary>The same request for a newer ticket of the session; <see langword="null"/> when it carries no refresh token.</summary>
    public RefreshRequest? WithTicket(AuthenticationTicket newer) =>
        SessionState.Read(newer.Properties) is { RefreshToken: { Length: > 0 } token } session
            ? new RefreshRequest(Scheme, Cookie, newer, session, token) { SwitchTo = SwitchTo, Client = Client }
            : null;

    /// <summary>Whether a ticket is what this request is meant to bring about.</summary>
    public bool IsFulfilledBy(AuthenticationTicket ticket, DateTimeOffset now) =>
        SessionState.Read(ticket.Properties)?.RefreshAt > now
        && (SwitchTo is null || ticket.Principal.HasClaim(WorkOsClaimTypes.OrganizationId, SwitchTo));

    /// <summary>How long the session can do without a refresh; <see langword="null"/> where it cannot.</summary>
    public TimeSpan? FindSpareTime(DateTimeOffset now) =>
        SwitchTo is null && Session.ExpiresAt - Patience > now ? Session.ExpiresAt - Patience - now : null;

    public override string ToString() => nameof(RefreshRequest);
}
