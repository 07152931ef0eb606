namespace WorkOs.AspNetCore;

/// <summary>The events of an AuthKit scheme: those of its sign-ins and sessions, and webhooks.</summary>
public class WorkOsAuthKitEvents : WorkOsSessionEvents
{
    /// <summary>
    /// Invoked for each webhook with a valid signature, for every event, after the sessions that the webhook ends have ended. If it throws, WorkOS
    /// receives an error and sends the webhook again. Default: does nothing.
    /// </summary>
    public Func<WorkOsWebhookReceivedContext, Task> OnWebhookReceived { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Calls <see cref="OnWebhookReceived"/>.</summary>
    /// <param name="context">The webhook.</param>
    /// <returns>A task that completes when the event has been handled.</returns>
    public virtual Task WebhookReceived(WorkOsWebhookReceivedContext context) => OnWebhookReceived(context);
}
