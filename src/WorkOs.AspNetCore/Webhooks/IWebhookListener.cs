namespace WorkOs.AspNetCore;

/// <summary>Handles webhooks of the WorkOS environment of a scheme.</summary>
/// <typeparam name="TOptions">The options of the scheme.</typeparam>
internal interface IWebhookListener<in TOptions>
    where TOptions : class, IWebhookOptions
{
    /// <summary>Called after the signature of the webhook has been verified. If this throws, WorkOS sends the webhook again.</summary>
    Task HandleAsync(HttpContext context, string scheme, TOptions options, WebhookEvent webhook);
}
