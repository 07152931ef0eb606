using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore;

/// <summary>Makes the ticket that follows a refresh.</summary>
internal sealed class SessionSuccessor(IServiceScopeFactory scopes, TimeProvider time, ILogger<SessionSuccessor> logger)
{
    /// <summary>
    /// The ticket: what came from WorkOS is replaced, what the app added stays as long as the organization does. The two
    /// are told apart by the issuer of the claim. <see langword="null"/> when the app ends the session.
    /// </summary>
    public async Task<AuthenticationTicket?> CreateAsync(SessionRefresh session, AuthKitAnswer answer)
    {
        var now = time.GetUtcNow();
        var properties = session.Ticket.Properties.Clone();
        SessionTokens.Write(properties, answer);
        SessionTimes.Write(properties, answer.IssuedAt(now), answer.ExpiresAt, session.Options);
        CookieLifetime.Slide(properties, session.Cookie, now);

        var hasMoved = answer.Organization != session.PresentOrganization;
        if (hasMoved)
        {
            SessionBeginning.WriteEntry(properties, answer.Token);
        }

        var previous = (ClaimsIdentity)session.Ticket.Principal.Identity!;
        ClaimsIdentity identity;
        try
        {
            identity = CreateIdentity(session, answer, previous, keepOwnClaims: !hasMoved);
            if (await IsRejectedAsync(session, answer, identity, properties))
            {
                return null;
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.RefreshingSessionThrew(logger, session.Scheme, exception);
            if (hasMoved)
            {
                return null;
            }

            identity = previous.Clone();
        }

        var others = hasMoved ? [] : session.Ticket.Principal.Identities.Skip(1).Select(other => other.Clone());
        return new AuthenticationTicket(new ClaimsPrincipal(others.Prepend(identity)), properties, session.Ticket.AuthenticationScheme);
    }

    private static ClaimsIdentity CreateIdentity(SessionRefresh session, AuthKitAnswer answer, ClaimsIdentity previous, bool keepOwnClaims)
    {
        var issuer = session.Options.ClaimsIssuer ?? session.Scheme;
        var identity = new ClaimsIdentity(previous.AuthenticationType, previous.NameClaimType, previous.RoleClaimType);
        if (keepOwnClaims)
        {
            identity.AddClaims(previous.Claims.Where(claim => claim.Issuer != issuer));
        }

        answer.AddSessionClaims(identity, session.Options.RoleClaim, issuer);
        foreach (var action in session.Options.ClaimActions)
        {
            action.Run(answer.User, identity, issuer);
        }

        return identity;
    }

    private async Task<bool> IsRejectedAsync(
        SessionRefresh session, AuthKitAnswer answer, ClaimsIdentity identity, AuthenticationProperties properties)
    {
        await using var scope = scopes.CreateAsyncScope();
        var events = session.Options.EventsType is { } type
            ? (WorkOsAuthKitEvents)scope.ServiceProvider.GetRequiredService(type)
            : session.Options.Events;
        var context = new WorkOsRefreshingSessionContext(session.Scheme, session.Options, scope.ServiceProvider, identity, properties, answer.User)
        {
            PreviousOrganization = session.PresentOrganization,
        };
        await events.RefreshingSession(context);
        return context.IsRejected;
    }
}
