using Microsoft.AspNetCore.Routing;
using WorkOs.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the webhook endpoint of a scheme for API keys to an app.</summary>
public static class WorkOsApiKeyEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Adds <c>POST /auth/api-keys/webhooks</c>, which removes an API key from the cache of this machine when WorkOS reports that it was revoked
    /// (<c>api_key.revoked</c>), before <see cref="WorkOsApiKeyOptions.RememberFor"/> has passed. Register its address and this event in WorkOS's
    /// dashboard, and add the secret to <see cref="WorkOsApiKeyOptions.WebhookSecrets"/>. An app that also maps the webhooks of AuthKit
    /// (<c>MapWorkOsWebhooks</c>) registers the event there instead, and does not need this endpoint.
    /// </summary>
    /// <param name="endpoints">The app, or a group of its routes.</param>
    /// <param name="authenticationScheme">The scheme. Default: <see cref="WorkOsApiKeyDefaults.AuthenticationScheme"/>.</param>
    /// <returns>The endpoint, for conventions such as rate limits.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <remarks>See <see href="https://workos.com/docs/events/data-syncing/webhooks"/>.</remarks>
    public static IEndpointConventionBuilder MapWorkOsApiKeyWebhooks(
        this IEndpointRouteBuilder endpoints, string authenticationScheme = WorkOsApiKeyDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        var webhooks = new WebhookEndpoint<WorkOsApiKeyOptions>(authenticationScheme);
        return endpoints
            .MapPost("/auth/api-keys/webhooks", webhooks.HandleAsync)
            .AllowAnonymous()
            .WithDisplayName($"{authenticationScheme} webhooks");
    }
}
