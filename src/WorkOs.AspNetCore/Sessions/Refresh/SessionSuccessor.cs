namespace WorkOs.AspNetCore;

/// <summary>Makes the ticket that follows a refresh.</summary>
internal sealed class SessionSuccessor(TimeProvider time, ILogger<SessionSuccessor> logger)
{
    /// <summary>
    /// The ticket: what came from WorkOS is replaced, what the app added stays as long as the organization does. The two
    /// are told apart by the issuer of the claim. <see langword="null"/> when the app ends the session.
    /// </summary>
    public async Task<AuthenticationTicket?> CreateAsync(RefreshRequest request, SessionGrant grant)
    {
        var now = time.GetUtcNow();
        var scheme = request.Scheme;
        var properties = request.Ticket.Properties.Clone();
        SessionState.Write(properties, grant.Tokens, scheme.RefreshBeforeExpiration, now, keepTokens: true);
        CookieLifetime.Slide(properties, request.Cookie, now);

        var hasMoved = grant.Organization != request.PresentOrganization;
        if (hasMoved)
        {
            SessionState.WriteEntry(properties, grant.Tokens);
        }

        var previous = (ClaimsIdentity)request.Ticket.Principal.Identity!;
        var issuer = scheme.Options.ClaimsIssuer ?? scheme.Scheme.Name;
        var identity = new ClaimsIdentity(previous.AuthenticationType, previous.NameClaimType, previous.RoleClaimType);
        if (!hasMoved)
        {
            identity.AddClaims(previous.Claims.Where(claim => claim.Issuer != issuer));
        }

        try
        {
            if (await grant.CompleteAsync(identity, properties, request.PresentOrganization) is { } refusal)
            {
                Log.SessionRefusedByApp(logger, scheme.Scheme.Name, LogText.Clean(refusal.Message));
                return null;
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.RefreshingSessionThrew(logger, scheme.Scheme.Name, exception);
            if (hasMoved)
            {
                return null;
            }

            identity = previous.Clone();
        }

        var others = hasMoved ? [] : request.Ticket.Principal.Identities.Skip(1).Select(other => other.Clone());
        return new AuthenticationTicket(new ClaimsPrincipal(others.Prepend(identity)), properties, request.Ticket.AuthenticationScheme);
    }
}
