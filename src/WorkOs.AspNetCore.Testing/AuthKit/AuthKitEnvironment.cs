namespace WorkOs.AspNetCore.Testing;

/// <summary>What the AuthKit endpoints of one sandbox share.</summary>
internal sealed class AuthKitEnvironment : IDisposable
{
    public AuthKitEnvironment(SandboxEnvironment environment, WorkOsSandboxAuthKitOptions options, RedirectList signOutRedirects)
    {
        Environment = environment;
        Options = options;
        SignOutRedirects = signOutRedirects;
        SigningKeys = new(environment.Clock);
        Sessions = new(environment.Clock, options);
        Grants = new(environment.Clock);
        AccessTokens = new(environment, options, SigningKeys);
        Webhooks = new(environment.Clock, options.WebhookUrl, options.WebhookSecret);
        Created = environment.Clock.GetUtcNow();
    }

    public SandboxEnvironment Environment { get; }

    public WorkOsSandboxAuthKitOptions Options { get; }

    public RedirectList SignOutRedirects { get; }

    public SigningKeys SigningKeys { get; }

    public AuthKitSessions Sessions { get; }

    public AuthKitGrants Grants { get; }

    public AccessTokens AccessTokens { get; }

    public WebhookSender Webhooks { get; }

    public DateTimeOffset Created { get; }

    public AnswerChanges NextResponses { get; } = new();

    /// <summary>Ends a session and tells the application by webhook.</summary>
    public async Task<int?> RevokeAsync(AuthKitSession session, CancellationToken cancellationToken)
    {
        Sessions.End(session.Id);
        return await Webhooks.SendAsync(
            WorkOsSandboxWebhookEvents.SessionRevoked, session.ToJson(Environment.Clock.GetUtcNow()), cancellationToken);
    }

    public void Dispose()
    {
        SigningKeys.Dispose();
        Webhooks.Dispose();
    }
}
