namespace WorkOs.AspNetCore;

/// <summary>Wants to hear what WorkOS says about the environment of a scheme.</summary>
/// <typeparam name="TOptions">The options of the scheme.</typeparam>
internal interface IWebhookListener<in TOptions>
    where TOptions : class, IWebhookOptions
{
    /// <summary>Called when the call is known to be WorkOS's. Where this throws, WorkOS calls again.</summary>
    Task HandleAsync(HttpContext context, string scheme, TOptions options, WebhookEvent webhook);
}
