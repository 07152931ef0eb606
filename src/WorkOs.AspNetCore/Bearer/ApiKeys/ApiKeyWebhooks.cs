namespace WorkOs.AspNetCore;

/// <summary>Removes revoked API keys from the cache of the machine that receives the webhook.</summary>
/// <remarks>
/// An app with AuthKit has one webhook endpoint for all events, that of the AuthKit scheme. Its events therefore apply to every scheme for API keys.
/// If a key is removed without need, the next request with it causes one call to WorkOS.
/// </remarks>
internal sealed class ApiKeyWebhooks(
    IAuthenticationSchemeProvider schemes, IOptionsMonitor<WorkOsApiKeyOptions> options, ILogger<ApiKeyWebhooks> logger)
    : IWebhookListener<WorkOsApiKeyOptions>, IWebhookListener<WorkOsAuthKitOptions>
{
    private const string Revoked = "api_key.revoked";
    private const int MaxIdLength = 128;

    public Task HandleAsync(HttpContext context, string scheme, WorkOsApiKeyOptions options, WebhookEvent webhook)
    {
        if (RevokedKeyOf(webhook) is { } id)
        {
            Forget(scheme, options, id);
        }

        return Task.CompletedTask;
    }

    public async Task HandleAsync(HttpContext context, string scheme, WorkOsAuthKitOptions authKit, WebhookEvent webhook)
    {
        if (RevokedKeyOf(webhook) is not { } id)
        {
            return;
        }

        foreach (var other in await schemes.GetAllSchemesAsync())
        {
            if (other.HandlerType == typeof(WorkOsApiKeyHandler))
            {
                Forget(other.Name, options.Get(other.Name), id);
            }
        }
    }

    private static string? RevokedKeyOf(WebhookEvent webhook) =>
        webhook.Name == Revoked && webhook.Data.GetStringOrNull("id") is { } id && WireText.IsToken(id, MaxIdLength) ? id : null;

    private void Forget(string scheme, WorkOsApiKeyOptions options, string id)
    {
        if (options.Enabled)
        {
            options.Validator.Forget(id);
            Log.ApiKeyForgotten(logger, scheme, id);
        }
    }
}
