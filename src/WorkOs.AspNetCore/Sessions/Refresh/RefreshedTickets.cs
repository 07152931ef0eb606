namespace WorkOs.AspNetCore;

/// <summary>
/// Creates the ticket after a refresh. Claims from WorkOS are replaced. Claims that the app added stay, unless the organization changes. The
/// issuer of a claim tells which of the two it is.
/// </summary>
internal sealed class RefreshedTickets(
    ReceivingProcess receiver, IServiceScopeFactory scopes, TimeProvider time, ILogger<RefreshedTickets> logger)
{
    /// <returns>The ticket; <see langword="null"/> when the app ends the session.</returns>
    public async Task<AuthenticationTicket?> CreateAsync(RefreshRequest request, ISessionGrant grant)
    {
        var (now, scheme, options) = (time.GetUtcNow(), request.Scheme, request.Scheme.Options);
        var hasMoved = grant.Organization != request.PresentOrganization;
        var properties = request.Ticket.Properties.Clone();
        SessionState.Write(properties, grant.Tokens, options.RefreshBeforeExpiration, now, keepTokens: true, hasMoved);
        StoredTicket.Follow(properties);
        if (scheme.Product.SendsRefreshTokenOnce)
        {
            receiver.WriteTo(properties);
        }

        if (properties is { IssuedUtc: { } issued, ExpiresUtc: { } expires })
        {
            // As in the cookie handler: the time between the two dates is the lifetime of the cookie.
            properties.IssuedUtc = now;
            properties.ExpiresUtc = request.Cookie.SlidingExpiration && properties.AllowRefresh != false ? now + (expires - issued) : expires;
        }

        var previous = (ClaimsIdentity)request.Ticket.Principal.Identity!;
        var identity = new ClaimsIdentity(previous.AuthenticationType, previous.NameClaimType, previous.RoleClaimType);
        identity.AddClaims(previous.Claims.Where(claim => !hasMoved && claim.Issuer != scheme.ClaimsIssuer));
        try
        {
            grant.Token.AddClaimsTo(identity, options.RoleClaim, scheme.ClaimsIssuer, grant.Guard, grant.Facts);
            foreach (var action in options.ClaimActions)
            {
                action.Run(grant.User, identity, scheme.ClaimsIssuer);
            }

            await using var scope = scopes.CreateAsyncScope();
            var context = new WorkOsRefreshingSessionContext(scheme.Scheme, options, scope.ServiceProvider, identity, properties, grant.User)
            {
                PreviousOrganization = request.PresentOrganization,
            };
            await options.EventsOf(scope.ServiceProvider).RefreshingSession(context);
            if (context.Failure is { } refusal)
            {
                Log.SessionRefusedByApp(logger, scheme.Name, LogText.Clean(refusal.Message));
                return null;
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.RefreshingSessionThrew(logger, scheme.Name, exception);
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
