namespace WorkOs.AspNetCore;

/// <summary>
/// The user who requests the Admin Portal, from the session that the authorization policy evaluated. Scheme, environment, API key and organization
/// all come from that session, and none of them from the request.
/// </summary>
/// <param name="Scheme">The scheme that the user signed in with.</param>
/// <param name="Options">Its options.</param>
/// <param name="Organization">The organization that the user is signed in to; <see langword="null"/> where there is none, or not exactly one.</param>
/// <param name="IsImpersonated">Whether the user is impersonated.</param>
internal sealed record AdminPortalVisitor(string Scheme, WorkOsRemoteOptions Options, string? Organization, bool IsImpersonated)
{
    /// <summary>The user of the request; <see langword="null"/> without a session of single sign-on or AuthKit.</summary>
    public static async Task<AdminPortalVisitor?> FindAsync(HttpContext context)
    {
        var schemes = context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>();
        if (await FindSessionAsync(context, schemes) is not { } session
            || SchemeOf(session) is not { } name
            || await schemes.GetSchemeAsync(name) is not { } scheme
            || OptionsOf(context.RequestServices, scheme) is not { Enabled: true } options)
        {
            return null;
        }

        // Only claims that the scheme issued count: a claim that the app's code added does not name an organization of this environment.
        var issuer = options.ClaimsIssuer ?? name;
        var organizations = session.Principal.FindAll(WorkOsClaimTypes.OrganizationId)
            .Where(claim => claim.Issuer == issuer && claim.Value.Length > 0)
            .Select(claim => claim.Value)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return new(name, options, organizations is [var only] ? only : null, session.Principal.HasClaim(static claim => claim.Type == WorkOsClaimTypes.Impersonator));
    }

    public override string ToString() => nameof(AdminPortalVisitor);

    // The ticket of the user whom the policy evaluated. If a policy names one scheme, the ticket of the policy has lost its properties, but the
    // scheme's own ticket has them. If it names several, the claims cannot be attributed to one of them.
    private static async Task<AuthenticationTicket?> FindSessionAsync(HttpContext context, IAuthenticationSchemeProvider schemes)
    {
        var ticket = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket;
        if (ticket is null || SchemeOf(ticket) is not null)
        {
            return ticket;
        }

        return await schemes.GetSchemeAsync(ticket.AuthenticationScheme) is { } scheme
            ? (await context.AuthenticateAsync(scheme.Name)).Ticket
            : null;
    }

    private static string? SchemeOf(AuthenticationTicket ticket) => ticket.Properties.Items.TryGetValue(SignInState.SchemeKey, out var name) ? name : null;

    // Connect is excluded: it also serves applications of other companies, and its secret is not an API key.
    private static WorkOsRemoteOptions? OptionsOf(IServiceProvider services, AuthenticationScheme scheme) =>
        scheme.HandlerType == typeof(WorkOsHandler) ? services.GetRequiredService<IOptionsMonitor<WorkOsOptions>>().Get(scheme.Name)
        : scheme.HandlerType == typeof(WorkOsAuthKitHandler) ? services.GetRequiredService<IOptionsMonitor<WorkOsAuthKitOptions>>().Get(scheme.Name)
        : null;
}
