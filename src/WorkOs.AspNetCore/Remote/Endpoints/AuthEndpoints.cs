using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace WorkOs.AspNetCore;

/// <summary>Maps the sign-in endpoint and the sign-out endpoint of a scheme.</summary>
internal static class AuthEndpoints
{
    public static IEndpointConventionBuilder Map<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        IEndpointRouteBuilder endpoints, string scheme)
        where TOptions : WorkOsRemoteOptions
    {
        var group = endpoints.MapGroup("/auth").AllowAnonymous();
        var signIn = new SignInEndpoint(scheme);
        var signOut = new SignOutEndpoint<TOptions>(scheme);
        MapOnly<TOptions>(group, HttpMethods.Get, "/sign-in", signIn.HandleAsync, scheme);
        MapOnly<TOptions>(group, HttpMethods.Post, "/sign-out", signOut.HandleAsync, scheme).WithMetadata(SignOutForm.Endpoint);
        return group;
    }

    // Routing prefers the endpoint that names the method, so the other one handles all other methods. Routing itself would respond to these with an
    // empty page.
    private static IEndpointConventionBuilder MapOnly<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        RouteGroupBuilder group, string method, string path, RequestDelegate handle, string scheme)
        where TOptions : WorkOsRemoteOptions
    {
        group.Map(path, RefuseAsync).WithDisplayName($"{scheme} {path}, other methods");
        return group.MapMethods(path, [method], handle).WithDisplayName($"{scheme} {path}");

        Task RefuseAsync(HttpContext context)
        {
            context.Response.Headers.Allow = method;
            var options = context.RequestServices.GetRequiredService<IOptionsMonitor<TOptions>>().Get(scheme);
            return EndpointFailure.WriteAsync(context, options, scheme, WorkOsFailureCodes.MethodNotAllowed);
        }
    }
}
