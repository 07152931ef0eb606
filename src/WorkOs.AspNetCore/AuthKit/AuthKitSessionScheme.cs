namespace WorkOs.AspNetCore;

/// <summary>The sessions of one AuthKit scheme: the refresh grant, and the events of the scheme.</summary>
internal sealed class AuthKitSessionScheme(AuthenticationScheme scheme, WorkOsAuthKitOptions options, IServiceScopeFactory scopes) : ISessionScheme
{
    public AuthenticationScheme Scheme => scheme;

    public WorkOsRemoteOptions Options => options;

    public TimeSpan RefreshBeforeExpiration => options.RefreshBeforeExpiration;

    public TimeSpan OutageGracePeriod => options.OutageGracePeriod;

    public async Task<SessionGrant?> RefreshAsync(string refreshToken, string? organization)
    {
        using var response = await new WorkOsApiClient(options.Backchannel).PostAsync(
            options.TokenEndpoint,
            AuthKitGrants.Refresh(options, refreshToken, organization),
            WorkOsJsonContext.Default.WorkOsTokenRequest,
            bearer: null,
            CancellationToken.None);
        return AuthKitAnswer.TryRead(response.RootElement.Clone()) is { } answer
            ? new SessionGrant
            {
                Tokens = answer.Tokens,
                Subject = answer.Token.Subject!,
                Organization = answer.Organization,
                IsOf = answer.IsOf,
                CompleteAsync = (identity, properties, previous) => CompleteAsync(answer, identity, properties, previous),
            }
            : null;
    }

    public async Task RefreshFailedAsync(WorkOsAuthenticationException failure)
    {
        await using var scope = scopes.CreateAsyncScope();
        await options.EventsOf(scope.ServiceProvider).RefreshFailed(new WorkOsRefreshFailedContext(scheme, options, scope.ServiceProvider, failure));
    }

    public Task SessionEndedAsync(HttpContext context, ClaimsPrincipal user, WorkOsSessionEndReason reason) =>
        options.EventsOf(context.RequestServices).SessionEnded(new WorkOsSessionEndedContext(context, scheme, options, user, reason));

    private async Task<Exception?> CompleteAsync(AuthKitAnswer answer, ClaimsIdentity identity, AuthenticationProperties properties, string? previousOrganization)
    {
        var issuer = options.ClaimsIssuer ?? scheme.Name;
        answer.AddSessionClaims(identity, options.RoleClaim, issuer);
        foreach (var action in options.ClaimActions)
        {
            action.Run(answer.User, identity, issuer);
        }

        await using var scope = scopes.CreateAsyncScope();
        var context = new WorkOsRefreshingSessionContext(scheme, options, scope.ServiceProvider, identity, properties, answer.User)
        {
            PreviousOrganization = previousOrganization,
        };
        await options.EventsOf(scope.ServiceProvider).RefreshingSession(context);
        return context.Failure;
    }
}
