using Microsoft.AspNetCore.Routing;
using WorkOs.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the endpoints of AuthKit to an app.</summary>
public static class WorkOsAuthKitEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Adds <c>POST /auth/webhooks</c>, which ends local sessions when WorkOS reports that a session was revoked (<c>session.revoked</c>), a user was
    /// deleted (<c>user.deleted</c>), a membership was removed or made inactive (<c>organization_membership.deleted</c>,
    /// <c>organization_membership.updated</c>), or an organization was deleted (<c>organization.deleted</c>). It ends sessions of single sign-on when
    /// their connection (<c>connection.deactivated</c>, <c>connection.deleted</c>), organization or directory user (<c>dsync.user.deleted</c>,
    /// <c>dsync.user.updated</c>) was deleted or deactivated. Register its address and these events in WorkOS's dashboard, and add the secret to
    /// <see cref="WorkOsAuthKitOptions.WebhookSecrets"/> or <see cref="WorkOsOptions.WebhookSecrets"/>. One endpoint serves all schemes of its WorkOS
    /// environment. If the app runs on several machines, they must share its <c>IDistributedCache</c>.
    /// </summary>
    /// <param name="endpoints">The app, or a group of its routes.</param>
    /// <param name="authenticationScheme">
    /// The scheme with the secrets: an AuthKit scheme or, in an app without AuthKit, one of single sign-on
    /// (<see cref="WorkOsDefaults.AuthenticationScheme"/>). Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.
    /// </param>
    /// <returns>The endpoint, for conventions such as rate limits.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <remarks>See <see href="https://workos.com/docs/events/data-syncing/webhooks"/>.</remarks>
    public static IEndpointConventionBuilder MapWorkOsWebhooks(
        this IEndpointRouteBuilder endpoints, string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        var (authKit, sso) = (new WebhookEndpoint<WorkOsAuthKitOptions>(authenticationScheme), new WebhookEndpoint<WorkOsOptions>(authenticationScheme));
        RequestDelegate webhooks = async context =>
        {
            var scheme = await context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>().GetSchemeAsync(authenticationScheme);
            await (scheme?.HandlerType == typeof(WorkOsHandler) ? sso.HandleAsync(context) : authKit.HandleAsync(context));
        };
        return endpoints
            .MapPost("/auth/webhooks", webhooks)
            .AllowAnonymous()
            .WithDisplayName($"{authenticationScheme} webhooks");
    }

    /// <summary>
    /// Adds <c>GET /auth/sign-in</c> and <c>POST /auth/sign-out</c> for AuthKit, as <c>MapWorkOs</c> does for single
    /// sign-on. The former is the sign-in endpoint to enter in WorkOS's dashboard. In an app that maps several schemes, the
    /// endpoints are mapped once: a sign-in starts the scheme that is mapped first, and a sign-out ends the session of the scheme
    /// that the user signed in with. To give a scheme its own endpoints, map it in a group:
    /// <c>app.MapGroup("/authkit").MapWorkOsAuthKit()</c>.
    /// </summary>
    /// <param name="endpoints">The app, or a group of its routes.</param>
    /// <param name="authenticationScheme">The AuthKit scheme. Default: <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.</param>
    /// <returns>The endpoints, for conventions such as rate limits; those of the first call if they are mapped already.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IEndpointConventionBuilder MapWorkOsAuthKit(
        this IEndpointRouteBuilder endpoints, string authenticationScheme = WorkOsAuthKitDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        return SharedEndpoints.Map<WorkOsAuthKitOptions>(endpoints, authenticationScheme);
    }
}
