using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The endpoints of AuthKit.</summary>
internal static class AuthKitRoutes
{
    public static void MapAuthKit(this IEndpointRouteBuilder endpoints, AuthKitEnvironment authKit, SignInStart start)
    {
        endpoints.MapGet(WorkOsSandboxEndpoints.AuthKitAuthorize, new AuthKitAuthorizeEndpoint(authKit, start).HandleAsync);
        endpoints.MapPost(WorkOsSandboxEndpoints.AuthKitAuthenticate, new AuthenticateEndpoint(authKit).HandleAsync);
        endpoints.MapGet(WorkOsSandboxEndpoints.AuthKitLogout, new SessionLogoutEndpoint(authKit).HandleAsync);
        endpoints.MapPost(WorkOsSandboxEndpoints.AuthKitRevoke, new SessionRevokeEndpoint(authKit).HandleAsync);
        endpoints.MapGet(WorkOsSandboxEndpoints.AuthKitInvitationPage, new InvitationPage(authKit.Environment, authKit.Invitations).HandleAsync);
        endpoints.MapGet(WorkOsSandboxEndpoints.JsonWebKeySets + "{clientId}", new JsonWebKeySetEndpoint(authKit).HandleAsync);
    }
}
