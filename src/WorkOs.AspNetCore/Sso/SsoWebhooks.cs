namespace WorkOs.AspNetCore;

/// <summary>Ends the sessions of single sign-on whose user, organization or connection is gone.</summary>
internal sealed class SsoWebhooks(Deprovisioning deprovisioning) : IWebhookListener<WorkOsOptions>
{
    public Task HandleAsync(HttpContext context, string scheme, WorkOsOptions options, WebhookEvent webhook) =>
        deprovisioning.ApplyAsync(webhook, options.Environment, context.RequestAborted);
}
