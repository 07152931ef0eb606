namespace WorkOs.AspNetCore;

/// <summary>Ends sessions when a webhook reports that they, their user or their membership have ended, and invokes the event of the app.</summary>
internal sealed class AuthKitWebhooks(EndedSessions ended, Deprovisioning deprovisioning, IAuthenticationSchemeProvider schemes) : IWebhookListener<WorkOsAuthKitOptions>
{
    public async Task HandleAsync(HttpContext context, string scheme, WorkOsAuthKitOptions options, WebhookEvent webhook)
    {
        await ApplyAsync(webhook, options.Environment, context.RequestAborted);
        await deprovisioning.ApplyAsync(webhook, options.Environment, context.RequestAborted);
        if (await schemes.GetSchemeAsync(scheme) is { } found)
        {
            await ((WorkOsAuthKitEvents)options.EventsOf(context.RequestServices)).WebhookReceived(
                new WorkOsWebhookReceivedContext(context, found, options, webhook.Id, webhook.Name, webhook.Data, webhook.HappenedAt));
        }
    }

    // Uses the time of the event, not of its arrival, so that a webhook that is repeated or delayed does not end a session that began after the event.
    private Task ApplyAsync(WebhookEvent webhook, string environment, CancellationToken cancellationToken) => webhook.Name switch
    {
        "session.revoked" when webhook.Data.GetStringOrNull("id") is { } session
            => ended.EndSessionAsync(environment, session, cancellationToken),
        "user.deleted" when webhook.Data.GetStringOrNull("id") is { } user
            => ended.EndUserAsync(environment, user, webhook.HappenedAt, cancellationToken),
        "organization_membership.deleted" when Membership(webhook) is { } member
            => ended.EndMembershipAsync(environment, member.User, member.Organization, webhook.HappenedAt, cancellationToken),
        "organization_membership.updated" when webhook.Data.GetStringOrNull("status") == "inactive" && Membership(webhook) is { } member
            => ended.EndMembershipAsync(environment, member.User, member.Organization, webhook.HappenedAt, cancellationToken),
        _ => Task.CompletedTask,
    };

    private static (string User, string Organization)? Membership(WebhookEvent webhook) =>
        webhook.Data.GetStringOrNull("user_id") is { } user && webhook.Data.GetStringOrNull("organization_id") is { } organization
            ? (user, organization)
            : null;
}
