using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The endpoints of the AuthKit domain, which is a separate origin.</summary>
internal static class ConnectRoutes
{
    private static readonly string[] GetAndPost = [HttpMethods.Get, HttpMethods.Post];

    public static void MapConnect(this IEndpointRouteBuilder endpoints, ConnectEnvironment connect)
    {
        var start = new SignInStart(connect.Environment);
        endpoints.MapIdentityProvider(start);
        MapSignIn(endpoints, connect, start);

        var metadata = new ConnectMetadata(connect);
        endpoints.MapGet(WorkOsSandboxEndpoints.ConnectOpenIdConfiguration, metadata.OpenIdConnectAsync);
        endpoints.MapGet(WorkOsSandboxEndpoints.ConnectServerMetadata, metadata.OAuthAsync);
        endpoints.MapGet(
            WorkOsSandboxEndpoints.ConnectKeys,
            context => context.WriteJsonAsync(StatusCodes.Status200OK, connect.SigningKeys.ToJsonWebKeySet()));
        endpoints.MapPost(WorkOsSandboxEndpoints.ConnectToken, new ConnectTokenEndpoint(connect).HandleAsync);
        endpoints.MapMethods(WorkOsSandboxEndpoints.ConnectUserInfo, GetAndPost, new UserInfoEndpoint(connect).HandleAsync);
        endpoints.MapPost(WorkOsSandboxEndpoints.ConnectIntrospection, new IntrospectionEndpoint(connect).HandleAsync);
        endpoints.MapPost(
            WorkOsSandboxEndpoints.ConnectDeviceAuthorization,
            context => context.WriteOAuthErrorAsync(
                "access_denied", "Device authorization grant is not enabled for this team", StatusCodes.Status403Forbidden));
        if (connect.Options.AllowRevocation)
        {
            endpoints.MapPost(WorkOsSandboxEndpoints.ConnectRevocation, new RevocationEndpoint(connect).HandleAsync);
        }

        if (connect.Options.AllowDynamicRegistration)
        {
            endpoints.MapPost(WorkOsSandboxEndpoints.ConnectRegistration, new RegistrationEndpoint(connect).HandleAsync);
        }
    }

    /// <summary>The endpoints for Connect in WorkOS's API.</summary>
    public static void MapConnectApi(this IEndpointRouteBuilder endpoints, ConnectEnvironment connect)
    {
        var resources = new ResourcesEndpoint(connect);
        endpoints.MapGet(WorkOsSandboxEndpoints.ConnectResources, resources.ListAsync);
        endpoints.MapPost(WorkOsSandboxEndpoints.ConnectResources, resources.AddAsync);
        endpoints.MapDelete(WorkOsSandboxEndpoints.ConnectResources + "/{id}", resources.DeleteAsync);
    }

    private static void MapSignIn(IEndpointRouteBuilder endpoints, ConnectEnvironment connect, SignInStart start)
    {
        var reader = new ConnectRequestReader(connect.Environment.Directory, connect.Resources, connect.Options);
        var authorize = new ConnectAuthorizeEndpoint(connect.Environment, connect.Clients, reader, connect.SignIns, connect.Browsers, start);
        endpoints.MapGet(WorkOsSandboxEndpoints.ConnectAuthorize, authorize.HandleAsync);
        var consent = new ConsentEndpoint(connect.SignIns, connect.Browsers);
        endpoints.MapGet(WorkOsSandboxEndpoints.ConnectConsent, consent.GetAsync);
        endpoints.MapPost(WorkOsSandboxEndpoints.ConnectConsent, consent.PostAsync);
        endpoints.MapGet(WorkOsSandboxEndpoints.ConnectError, ConnectErrorPage.HandleAsync);
    }
}
