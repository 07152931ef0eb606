using Microsoft.AspNetCore.Routing;
using WorkOs.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the endpoints of single sign-on to an app.</summary>
public static class WorkOsEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Adds <c>GET /auth/sign-in</c>, which starts a sign-in and is the <em>initiate login</em> endpoint that WorkOS's
    /// dashboard asks for, and <c>POST /auth/sign-out</c>, which wants an antiforgery token. The former accepts
    /// <c>connection_id</c> or <c>organization_id</c>, <c>login_hint</c> and <c>returnUrl</c>; the latter
    /// <c>returnUrl</c>. For another place, map them in a group: <c>app.MapGroup("/account").MapWorkOs()</c>.
    /// </summary>
    /// <param name="endpoints">The app, or a group of its routes.</param>
    /// <param name="authenticationScheme">The scheme that the endpoints serve. Default: <see cref="WorkOsDefaults.AuthenticationScheme"/>.</param>
    /// <returns>The two endpoints, for conventions such as rate limits.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <remarks>See <see href="https://workos.com/docs/sso/login-flows"/>.</remarks>
    public static IEndpointConventionBuilder MapWorkOs(
        this IEndpointRouteBuilder endpoints, string authenticationScheme = WorkOsDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        return AuthEndpoints.Map<WorkOsOptions>(endpoints, authenticationScheme);
    }
}
