namespace WorkOs.AspNetCore;

/// <summary>
/// The user who asks for the Admin Portal, as the session says it that the policy has seen. Scheme, environment, API key and
/// organization all come from that one session, and nothing from the request.
/// </summary>
/// <param name="Scheme">The scheme that the user signed in with.</param>
/// <param name="Options">Its options.</param>
/// <param name="Organization">The organization that the user is signed in to; <see langword="null"/> where there is none, or not exactly one.</param>
/// <param name="IsImpersonated">Whether somebody else acts as the user.</param>
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

        // A claim that code of the app added says nothing about an organization of this environment.
        var issuer = options.ClaimsIssuer ?? name;
        var organizations = session.Principal.FindAll(WorkOsClaimTypes.OrganizationId)
            .Where(claim => claim.Issuer == issuer && claim.Value.Length > 0)
            .Select(claim => claim.Value)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return new(name, options, organizations is [var only] ? only : null, session.Principal.HasClaim(static claim => claim.Type == WorkOsClaimTypes.Impersonator));
    }

    public override string ToString() => nameof(AdminPortalVisitor);

    // The ticket whose user the policy has seen. Where a policy names its scheme, the ticket of the policy has lost its properties,
    // and that of the scheme has them; where it names several, nobody can say whose claims are whose.
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

    // Connect is for applications of others, too: its secret is no API key.
    private static WorkOsRemoteOptions? OptionsOf(IServiceProvider services, AuthenticationScheme scheme) =>
        scheme.HandlerType == typeof(WorkOsHandler) ? services.GetRequiredService<IOptionsMonitor<WorkOsOptions>>().Get(scheme.Name)
        : scheme.HandlerType == typeof(WorkOsAuthKitHandler) ? services.GetRequiredService<IOptionsMonitor<WorkOsAuthKitOptions>>().Get(scheme.Name)
        : null;
}
