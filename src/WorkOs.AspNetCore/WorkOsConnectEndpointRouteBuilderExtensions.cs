using Microsoft.AspNetCore.Routing;
using WorkOs.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the endpoints of WorkOS Connect to an app.</summary>
public static class WorkOsConnectEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Adds <c>GET /auth/sign-in</c> and <c>POST /auth/sign-out</c> for Connect, as <c>MapWorkOs</c> does for single sign-on. In an app that
    /// maps several schemes, the endpoints are mapped once: a sign-in starts the scheme that is mapped first, and a sign-out ends the
    /// session of the scheme that the user signed in with. To give a scheme its own endpoints, map it in a group:
    /// <c>app.MapGroup("/connect").MapWorkOsConnect()</c>.
    /// </summary>
    /// <param name="endpoints">The app, or a group of its routes.</param>
    /// <param name="authenticationScheme">The Connect scheme. Default: <see cref="WorkOsConnectDefaults.AuthenticationScheme"/>.</param>
    /// <returns>The endpoints, for conventions such as rate limits; those of the first call if they are mapped already.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IEndpointConventionBuilder MapWorkOsConnect(
        this IEndpointRouteBuilder endpoints, string authenticationScheme = WorkOsConnectDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        return SharedEndpoints.Map<WorkOsConnectOptions>(endpoints, authenticationScheme);
    }
}
