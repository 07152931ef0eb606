using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>What the AuthKit endpoints of one sandbox share.</summary>
internal sealed class AuthKitEnvironment : IDisposable
{
    public AuthKitEnvironment(SandboxEnvironment environment, WorkOsSandboxAuthKitOptions options, RedirectList signOutRedirects)
    {
        Environment = environment;
        Options = options;
        SignOutRedirects = signOutRedirects;
        JwtTemplate = new(options.JwtTemplate);
        SigningKeys = new(environment.Clock);
        Sessions = new(environment.Clock);
        Grants = new(environment.Clock);
        AccessTokens = new(this);
        Webhooks = new(environment.Clock, options);
        Created = environment.Clock.GetUtcNow();
    }

    public SandboxEnvironment Environment { get; }

    public WorkOsSandboxAuthKitOptions Options { get; }

    public RedirectList SignOutRedirects { get; }

    public JwtTemplate JwtTemplate { get; }

    public SigningKeys SigningKeys { get; }

    public AuthKitSessions Sessions { get; }

    public AuthKitGrants Grants { get; }

    public AccessTokens AccessTokens { get; }

    public WebhookSender Webhooks { get; }

    public DateTimeOffset Created { get; }

    public ConcurrentQueue<(Action<JsonObject> Change, int StatusCode)> NextResponses { get; } = new();

    public string Issuer => Options.Issuer
        .Replace("{base}", Environment.BaseAddress.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
        .Replace("{clientId}", Environment.ClientId, StringComparison.Ordinal);

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
