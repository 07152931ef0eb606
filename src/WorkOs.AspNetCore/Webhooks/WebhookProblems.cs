namespace WorkOs.AspNetCore;

/// <summary>Finds problems in the settings of a webhook endpoint.</summary>
internal static class WebhookProblems
{
    public static IEnumerable<string> Of(IWebhookOptions options)
    {
        if (options.WebhookTolerance <= TimeSpan.Zero)
        {
            yield return "WebhookTolerance must be positive: it is how far the clocks of WorkOS and this machine may be apart";
        }

        if (options.WebhookSecrets.Any(string.IsNullOrWhiteSpace))
        {
            yield return "WebhookSecrets has an empty secret: copy it from the webhook endpoint in the WorkOS dashboard, or remove it";
        }
    }
}
