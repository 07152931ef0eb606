using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace WorkOs.AspNetCore;

/// <summary>Maps the way in and the way out of a scheme.</summary>
internal static class AuthEndpoints
{
    public static IEndpointConventionBuilder Map<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        IEndpointRouteBuilder endpoints, string scheme)
        where TOptions : WorkOsRemoteOptions
    {
        var group = endpoints.MapGroup("/auth").AllowAnonymous();
        var signIn = new SignInEndpoint(scheme);
        var signOut = new SignOutEndpoint<TOptions>(scheme);
        group.MapGet("/sign-in", signIn.HandleAsync).WithDisplayName($"{scheme} sign-in");
        group.MapPost("/sign-out", signOut.HandleAsync).WithDisplayName($"{scheme} sign-out");
        return group;
    }
}
