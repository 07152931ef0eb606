using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>A session that is to be refreshed, in its own organization or in another, and where its ticket is kept.</summary>
internal sealed record SessionRefresh(
    string Scheme, WorkOsAuthKitOptions Options, AuthenticationTicket Ticket, string RefreshToken, DistributedTicketStore? Store)
{
    private readonly string? _storeKey = DistributedTicketStore.KeyOf(Ticket.Properties);

    /// <summary>The organization to move to; <see langword="null"/> to stay in the present one.</summary>
    public string? SwitchTo { get; init; }

    public bool HasStore => Store is not null && _storeKey is not null;

    // Left out, WorkOS falls back to an organization of its own choice.
    public string? Organization => SwitchTo ?? Ticket.Principal.FindFirstValue(WorkOsClaimTypes.OrganizationId);

    /// <summary>The refresh of a ticket; <see langword="null"/> when it carries no refresh token.</summary>
    public static SessionRefresh? Of(string scheme, WorkOsAuthKitOptions options, AuthenticationTicket ticket, ITicketStore? store) =>
        SessionTokens.GetRefreshToken(ticket.Properties) is { Length: > 0 } token
            ? new SessionRefresh(scheme, options, ticket, token, store as DistributedTicketStore)
            : null;

    /// <summary>The same wish for a newer ticket of the session.</summary>
    public SessionRefresh? For(AuthenticationTicket newer) => Of(Scheme, Options, newer, Store) is { } refresh
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

    public Task StoreAsync(AuthenticationTicket ticket) => HasStore ? Store!.RenewAsync(_storeKey!, ticket) : Task.CompletedTask;

    /// <summary>
    /// The ticket that follows: what the app added to the identity stays, what came from WorkOS is replaced. The two are
    /// told apart by the issuer of the claim.
    /// </summary>
    public AuthenticationTicket CreateTicket(AuthKitAnswer answer, DateTimeOffset now)
    {
        var issuer = Options.ClaimsIssuer ?? Scheme;
        var previous = (ClaimsIdentity)Ticket.Principal.Identity!;
        var identity = new ClaimsIdentity(previous.AuthenticationType, previous.NameClaimType, previous.RoleClaimType);
        identity.AddClaims(previous.Claims.Where(claim => claim.Issuer != issuer));
        answer.AddSessionClaims(identity, Options.RoleClaim, issuer);
        foreach (var action in Options.ClaimActions)
        {
            action.Run(answer.User, identity, issuer);
        }

        var properties = Ticket.Properties.Clone();
        SessionTokens.Write(properties, answer);
        SessionTimes.Write(properties, answer.IssuedAt(now), answer.ExpiresAt, Options);
        if (properties is { IssuedUtc: { } issued, ExpiresUtc: { } expires })
        {
            properties.IssuedUtc = now;
            properties.ExpiresUtc = now + (expires - issued);
        }

        var identities = Ticket.Principal.Identities.Skip(1).Select(other => other.Clone()).Prepend(identity);
        return new AuthenticationTicket(new ClaimsPrincipal(identities), properties, Ticket.AuthenticationScheme);
    }
}
