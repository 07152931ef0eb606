using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>A session that is to be refreshed, in its own organization or in another, and where its ticket is kept.</summary>
internal sealed record SessionRefresh(
    string Scheme, WorkOsAuthKitOptions Options, CookieAuthenticationOptions Cookie, AuthenticationTicket Ticket, string RefreshToken)
{
    private readonly string? _storeKey = DistributedTicketStore.KeyOf(Ticket.Properties);

    /// <summary>The organization to move to; <see langword="null"/> to stay in the present one.</summary>
    public string? SwitchTo { get; init; }

    public bool HasStore => Store is not null && _storeKey is not null;

    // Left out, WorkOS falls back to an organization of its own choice.
    public string? Organization => SwitchTo ?? PresentOrganization;

    public string? PresentOrganization => Ticket.Principal.FindFirstValue(WorkOsClaimTypes.OrganizationId);

    /// <summary>What the outcome of this refresh belongs to, and is worth nothing beside.</summary>
    public RefreshKey Key => new(Ticket.AuthenticationScheme, _storeKey, RefreshToken);

    private DistributedTicketStore? Store =>
        Cookie.SessionStore is DistributedTicketStore store && store.CookieScheme == Ticket.AuthenticationScheme ? store : null;

    /// <summary>The refresh of a ticket; <see langword="null"/> when it carries no refresh token.</summary>
    public static SessionRefresh? Of(
        string scheme, WorkOsAuthKitOptions options, CookieAuthenticationOptions cookie, AuthenticationTicket ticket) =>
        SessionTokens.GetRefreshToken(ticket.Properties) is { Length: > 0 } token
            ? new SessionRefresh(scheme, options, cookie, ticket, token)
            : null;

    /// <summary>The same wish for a newer ticket of the session.</summary>
    public SessionRefresh? For(AuthenticationTicket newer) => Of(Scheme, Options, Cookie, newer) is { } refresh
        ? refresh with { SwitchTo = SwitchTo }
        : null;

    /// <summary>The stored ticket, if another request or process has refreshed the session meanwhile.</summary>
    public async Task<AuthenticationTicket?> FindNewerAsync()
    {
        var stored = HasStore ? await Store!.ReadAsync(_storeKey!) : null;
        return stored is not null && SessionTokens.GetRefreshToken(stored.Properties) is { } token && token != RefreshToken ? stored : null;
    }

    /// <summary>Whether a ticket is what this refresh is meant to bring about.</summary>
    public bool IsFulfilledBy(AuthenticationTicket ticket, DateTimeOffset now) =>
        !SessionTimes.IsDue(ticket.Properties, now)
        && (SwitchTo is null || ticket.Principal.HasClaim(WorkOsClaimTypes.OrganizationId, SwitchTo));

    /// <summary>How long the access token of the session is still good, whatever becomes of the refresh.</summary>
    public TimeSpan RestOfLife(DateTimeOffset now) => SessionTimes.GetExpiry(Ticket.Properties) - now ?? TimeSpan.Zero;

    public Task StoreAsync(AuthenticationTicket ticket) => HasStore ? Store!.RenewAsync(_storeKey!, ticket) : Task.CompletedTask;
}
