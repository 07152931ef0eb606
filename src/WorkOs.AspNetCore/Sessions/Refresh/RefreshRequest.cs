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
    /// <summary>How long a request with a valid access token waits for a refresh.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);

    /// <summary>The organization to move to; <see langword="null"/> to stay in the present one.</summary>
    public string? SwitchTo { get; init; }

    /// <summary>The client of the request that started the refresh. Calls in the background name it, too.</summary>
    public ClientInfo? Client { get; init; }

    public string? PresentOrganization { get; } = Ticket.Principal.FindFirstValue(WorkOsClaimTypes.OrganizationId);

    /// <summary>The store that has the ticket; <see langword="null"/> if the ticket is in the cookie.</summary>
    public DistributedTicketStore? Store { get; } =
        Session.StoreKey is not null && Cookie.SessionStore is DistributedTicketStore store && store.CookieScheme == Ticket.AuthenticationScheme ? store : null;

    /// <summary>
    /// What the outcome is bound to: the cookie scheme, the stored session if there is one, and the refresh token. An app can have one
    /// WorkOS session in two cookies, with its own claims in one of them, so the refresh token alone is not enough.
    /// </summary>
    public (string CookieScheme, string? StoreKey, string RefreshToken) Key => (Ticket.AuthenticationScheme, Session.StoreKey, RefreshToken);

    /// <summary>The same request for a newer ticket of the session; <see langword="null"/> if that has no refresh token.</summary>
    public RefreshRequest? WithTicket(AuthenticationTicket newer) =>
        SessionState.Read(newer.Properties) is { RefreshToken: { Length: > 0 } token } session
            ? new RefreshRequest(Scheme, Cookie, newer, session, token) { SwitchTo = SwitchTo, Client = Client }
            : null;

    /// <summary>Whether a ticket makes this refresh unnecessary: it is not due, and it is in the requested organization.</summary>
    public bool IsFulfilledBy(AuthenticationTicket ticket, DateTimeOffset now) =>
        SessionState.Read(ticket.Properties)?.RefreshAt > now
        && (SwitchTo is null || ticket.Principal.HasClaim(WorkOsClaimTypes.OrganizationId, SwitchTo));

    /// <summary>How long the session can go on without a refresh; <see langword="null"/> if it cannot.</summary>
    public TimeSpan? FindSpareTime(DateTimeOffset now) =>
        SwitchTo is null && Session.ExpiresAt - MaxWait > now ? Session.ExpiresAt - MaxWait - now : null;

    public override string ToString() => nameof(RefreshRequest);
}
