namespace WorkOs.AspNetCore.Testing;

/// <summary>Issues access tokens and stores their data, except for tokens that a test has changed.</summary>
internal sealed class ConnectIssuer(SandboxEnvironment environment, WorkOsSandboxConnectOptions options, ConnectTokens tokens, ConnectResources resources)
{
    public ConnectAccesses Accesses { get; } = new(environment.Clock);

    /// <summary>
    /// The audience of a user's token: the resource; without one, the default resource for dynamically registered clients; otherwise the client id of
    /// the environment.
    /// </summary>
    public string Audience(WorkOsSandboxConnectApplication application, string? resource) =>
        resources.Effective(resource)
        ?? (application.IsDynamicallyRegistered ? resources.Default : null)
        ?? environment.ClientId;

    /// <summary>A user's access token, or null if the JWT template makes it too large.</summary>
    public string? AccessToken(
        ConnectConsent consent, WorkOsSandboxPerson person, IReadOnlyList<string> scopes, string audience, Action<WorkOsSandboxToken>? change = null)
    {
        var token = tokens.AccessToken(consent, person, scopes, audience, change);
        if (token is not null && change is null)
        {
            Remember(token, options.AccessTokenLifetime, consent.ClientId, consent.UserId, scopes, consent.OrganizationId, consent);
        }

        return token;
    }

    public string MachineToken(WorkOsSandboxConnectApplication application, IReadOnlyList<string> scopes, Action<WorkOsSandboxToken>? change = null)
    {
        var token = tokens.MachineToken(application, scopes, change);
        if (change is null)
        {
            Remember(token, options.MachineTokenLifetime, application.ClientId, application.ClientId, scopes, application.OrganizationId, consent: null);
        }

        return token;
    }

    private void Remember(
        string token, TimeSpan lifetime, string clientId, string subject, IReadOnlyList<string> scopes, string? organizationId, ConnectConsent? consent)
    {
        var now = environment.Clock.GetUtcNow();
        Accesses.Add(token, new()
        {
            ClientId = clientId,
            Subject = subject,
            Scopes = scopes,
            OrganizationId = organizationId,
            Consent = consent,
            Issued = now,
            Expires = now + lifetime,
        });
    }
}
