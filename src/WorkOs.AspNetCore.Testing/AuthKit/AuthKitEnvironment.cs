using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The state that the AuthKit endpoints of one sandbox share.</summary>
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
        Invitations = new(environment.Directory, environment.Clock);
    }

    public SandboxEnvironment Environment { get; }

    public WorkOsSandboxAuthKitOptions Options { get; }

    public RedirectList SignOutRedirects { get; }

    public SigningKeys SigningKeys { get; }

    public AuthKitSessions Sessions { get; }

    public AuthKitGrants Grants { get; }

    public AccessTokens AccessTokens { get; }

    public WebhookSender Webhooks { get; }

    public AuthKitInvitations Invitations { get; }

    public DateTimeOffset Created => Environment.Started;

    public AnswerChanges NextResponses { get; } = new();

    public JsonObject UserJson(WorkOsSandboxPerson person) => AuthKitUser.User(person, Created, Sessions.LastSignIn(person.UserId));

    public JsonObject MembershipJson(WorkOsSandboxPerson person) =>
        AuthKitUser.Membership(person, Environment.Directory.Organization(person.OrganizationId)!, Created);

    /// <summary>Deletes a user from all organizations and ends their sessions. Returns the deleted user, or null if there is no such user.</summary>
    public JsonObject? DeleteUser(string userId)
    {
        if (Environment.Directory.Member(userId, null) is not { } person)
        {
            return null;
        }

        var deleted = UserJson(person);
        Environment.Directory.Remove(other => other.UserId == userId);
        Sessions.EndAllOf(userId);
        return deleted;
    }

    /// <summary>Ends a membership. Returns the ended membership, or null if there is no such member.</summary>
    public JsonObject? RemoveMember(string userId, string organizationId) =>
        Environment.Directory.Leave(userId, organizationId) is { } left ? MembershipJson(left) : null;

    /// <summary>Sends a webhook and ignores a failure: the change is made even if the application is not reachable.</summary>
    public async Task NotifyAsync(string eventName, JsonObject data, CancellationToken cancellationToken)
    {
        try
        {
            await Webhooks.SendAsync(eventName, data, cancellationToken);
        }
        catch (HttpRequestException)
        {
        }
    }

    /// <summary>Sends the webhook of a deletion, and answers the request that deleted the object.</summary>
    public async Task AnswerDeletedAsync(HttpContext context, string eventName, JsonObject deleted)
    {
        await NotifyAsync(eventName, deleted, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Ends a session and sends its webhook.</summary>
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
