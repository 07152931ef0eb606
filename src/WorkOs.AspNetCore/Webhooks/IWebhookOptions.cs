namespace WorkOs.AspNetCore;

/// <summary>The settings of a webhook endpoint.</summary>
internal interface IWebhookOptions
{
    IList<string> WebhookSecrets { get; }

    TimeSpan WebhookTolerance { get; }
}
