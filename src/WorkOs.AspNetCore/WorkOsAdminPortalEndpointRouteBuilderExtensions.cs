using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using WorkOs.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the endpoint that opens WorkOS's Admin Portal for the administrators of customers.</summary>
public static class WorkOsAdminPortalEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Adds <c>POST /auth/admin-portal</c>, which redirects an administrator to WorkOS's Admin Portal, for the organization that they are
    /// signed in to with single sign-on or AuthKit. No part of a request can name another organization. The endpoint requires an
    /// antiforgery token, and accepts <c>intent</c> and <c>returnUrl</c>, in the form or in the query.
    /// </summary>
    /// <param name="endpoints">
    /// The app, or a group of its routes. To give other users other intents, map the endpoint in a group with its own policy.
    /// </param>
    /// <param name="policy">
    /// The name of the authorization policy that only administrators meet, for example one with <c>RequireWorkOsRole("admin")</c>. It protects
    /// everything that a customer can set up, such as who signs in to its organization.
    /// </param>
    /// <param name="intents">
    /// The intents that are allowed; a request without an intent opens the first one. Default: <see cref="WorkOsAdminPortalIntents.Sso"/> and
    /// <see cref="WorkOsAdminPortalIntents.DomainVerification"/>.
    /// </param>
    /// <returns>The endpoint, for conventions such as rate limits.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="policy"/> is empty, or an intent is not valid.</exception>
    /// <remarks>See <see href="https://workos.com/docs/admin-portal"/>.</remarks>
    public static IEndpointConventionBuilder MapWorkOsAdminPortal(this IEndpointRouteBuilder endpoints, string policy, params string[] intents)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(policy);
        return Map(endpoints, intents, endpoint => endpoint.RequireAuthorization(policy));
    }

    /// <summary>As <see cref="MapWorkOsAdminPortal(IEndpointRouteBuilder, string, string[])"/>, with a policy instead of the name of one.</summary>
    /// <param name="endpoints">The app, or a group of its routes.</param>
    /// <param name="policy">The authorization policy that only administrators meet.</param>
    /// <param name="intents">
    /// The intents that are allowed; a request without an intent opens the first one. Default: <see cref="WorkOsAdminPortalIntents.Sso"/> and
    /// <see cref="WorkOsAdminPortalIntents.DomainVerification"/>.
    /// </param>
    /// <returns>The endpoint, for conventions such as rate limits.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An intent is not valid.</exception>
    public static IEndpointConventionBuilder MapWorkOsAdminPortal(this IEndpointRouteBuilder endpoints, AuthorizationPolicy policy, params string[] intents)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(policy);
        return Map(endpoints, intents, endpoint => endpoint.RequireAuthorization(policy));
    }

    private static RouteGroupBuilder Map(IEndpointRouteBuilder endpoints, string[] intents, Action<IEndpointConventionBuilder> require)
    {
        const string Path = "/auth/admin-portal";
        const int MaxIntentLength = 64;
        ArgumentNullException.ThrowIfNull(intents);
        if (intents.FirstOrDefault(intent => !WireText.IsToken(intent, MaxIntentLength)) is { } wrong)
        {
            throw new ArgumentException($"'{wrong}' is no intent of the Admin Portal.", nameof(intents));
        }

        string[] allowed = intents.Length > 0 ? [.. intents] : [WorkOsAdminPortalIntents.Sso, WorkOsAdminPortalIntents.DomainVerification];
        var group = endpoints.MapGroup(string.Empty);
        RequestDelegate refuse = AdminPortalEndpoint.RefuseMethodAsync;
        RequestDelegate open = new AdminPortalEndpoint(allowed).HandleAsync;

        // Routing prefers the endpoint for POST. Without this one, other methods would receive an empty page.
        group.Map(Path, refuse).AllowAnonymous().WithDisplayName("Admin Portal, other methods");
        require(group.MapPost(Path, open).WithDisplayName("Admin Portal"));
        return group;
    }
}
