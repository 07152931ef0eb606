using Microsoft.AspNetCore.Routing;
using WorkOs.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the endpoints of single sign-on to an app.</summary>
public static class WorkOsEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Adds <c>GET /auth/sign-in</c>, which starts a sign-in and is the sign-in endpoint (<em>initiate login</em>) to enter in
    /// WorkOS's dashboard, and <c>POST /auth/sign-out</c>, which requires an antiforgery token. The former accepts
    /// <c>connection_id</c> or <c>organization_id</c>, <c>login_hint</c> and <c>returnUrl</c>; the latter <c>returnUrl</c>.
    /// In an app that maps several schemes, the endpoints are mapped once: a sign-in starts the scheme that is mapped first, and a
    /// sign-out ends the session of the scheme that the user signed in with. To give a scheme its own endpoints, or to use another
    /// path, map it in a group: <c>app.MapGroup("/account").MapWorkOs()</c>.
    /// </summary>
    /// <param name="endpoints">The app, or a group of its routes.</param>
    /// <param name="authenticationScheme">The scheme that the endpoints serve. Default: <see cref="WorkOsDefaults.AuthenticationScheme"/>.</param>
    /// <returns>The two endpoints, for conventions such as rate limits; those of the first call if they are mapped already.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <remarks>See <see href="https://workos.com/docs/sso/login-flows"/>.</remarks>
    public static IEndpointConventionBuilder MapWorkOs(
        this IEndpointRouteBuilder endpoints, string authenticationScheme = WorkOsDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        return SharedEndpoints.Map<WorkOsOptions>(endpoints, authenticationScheme);
    }
}
