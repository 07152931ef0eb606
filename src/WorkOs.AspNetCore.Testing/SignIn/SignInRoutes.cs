using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The identity provider's page, which sign-ins of all products use.</summary>
internal static class SignInRoutes
{
    public static void MapIdentityProvider(this IEndpointRouteBuilder endpoints, SignInStart start)
    {
        var page = new SignInPage(start.Attempts);
        endpoints.MapGet(WorkOsSandboxEndpoints.IdentityProviderSignIn, page.GetAsync);
        endpoints.MapPost(WorkOsSandboxEndpoints.IdentityProviderSignIn, page.PostAsync);
    }
}
