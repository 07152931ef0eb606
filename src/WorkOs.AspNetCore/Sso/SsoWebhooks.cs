namespace WorkOs.AspNetCore;

/// <summary>
/// Ends sessions of single sign-on when WorkOS reports that their user, organization or connection has been deleted or deactivated.
/// </summary>
internal sealed class SsoWebhooks(Deprovisioning deprovisioning) : IWebhookListener<WorkOsOptions>
{
    public Task HandleAsync(HttpContext context, string scheme, WorkOsOptions options, WebhookEvent webhook) =>
        deprovisioning.ApplyAsync(webhook, options.Environment, context.RequestAborted);
}
