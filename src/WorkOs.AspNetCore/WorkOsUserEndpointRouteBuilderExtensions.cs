using Microsoft.AspNetCore.Routing;
using WorkOs.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the endpoints for scripts in the app's own pages.</summary>
public static class WorkOsUserEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Adds <c>GET /auth/user</c>, which returns the signed-in user to a script: name, organization, when the session expires, and the claims in
    /// <see cref="WorkOsUserEndpointOptions.Claims"/>. Without a session it answers 401 with the address at which to sign in, and never redirects.
    /// Also adds <c>GET /auth/antiforgery</c>, which returns the antiforgery token for <c>POST /auth/sign-out</c> and for the app's own endpoints.
    /// Both respond only to pages of the same origin: a browser must send <c>Sec-Fetch-Site: same-origin</c> or, if it does not send that header,
    /// <c>X-Requested-With: XMLHttpRequest</c>. Other requests get 403. The user is that of the default authenticate scheme. Call <c>MapWorkOs</c>,
    /// <c>MapWorkOsAuthKit</c> or <c>MapWorkOsConnect</c> on the same app or group.
    /// </summary>
    /// <param name="endpoints">The app, or a group of its routes.</param>
    /// <param name="configureOptions">Configures the options. Default: no claims besides name and organization.</param>
    /// <returns>The two endpoints, for conventions such as rate limits.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A name or a claim type in the options is empty.</exception>
    /// <remarks>See <see href="https://www.w3.org/TR/fetch-metadata/"/>.</remarks>
    public static IEndpointConventionBuilder MapWorkOsUser(
        this IEndpointRouteBuilder endpoints, Action<WorkOsUserEndpointOptions>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = new WorkOsUserEndpointOptions();
        configureOptions?.Invoke(options);
        return UserEndpoints.Map(endpoints, options);
    }
}
