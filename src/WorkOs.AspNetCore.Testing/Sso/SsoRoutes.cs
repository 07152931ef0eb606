using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The endpoints of single sign-on: its API, and the list of applications at the identity provider.</summary>
internal static class SsoRoutes
{
    public static void MapSso(this IEndpointRouteBuilder endpoints, SandboxEnvironment environment, SignInStart start, SsoGrants grants)
    {
        endpoints.MapGet(WorkOsSandboxEndpoints.SsoAuthorize, new SsoAuthorizeEndpoint(environment, start, grants).HandleAsync);
        endpoints.MapPost(WorkOsSandboxEndpoints.SsoToken, new SsoTokenEndpoint(environment, grants).HandleAsync);
        endpoints.MapGet(WorkOsSandboxEndpoints.SsoProfile, new SsoProfileEndpoint(grants).HandleAsync);

        var logout = new SsoLogoutEndpoint(environment);
        endpoints.MapPost(WorkOsSandboxEndpoints.SsoLogoutAuthorize, logout.AuthorizeAsync);
        endpoints.MapGet(WorkOsSandboxEndpoints.SsoLogout, logout.LogoutAsync);

        var applications = new ApplicationsPage(environment, grants);
        endpoints.MapGet(WorkOsSandboxEndpoints.IdentityProvider, applications.GetAsync);
        endpoints.MapPost(WorkOsSandboxEndpoints.IdentityProvider, applications.PostAsync);
    }
}
