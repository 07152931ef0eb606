using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace WorkOs.AspNetCore;

/// <summary>Maps the endpoints for scripts of the app.</summary>
internal static class UserEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get];

    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, WorkOsUserEndpointOptions options)
    {
        // Excluded from output caching, which does not read Cache-Control of the response: an antiforgery token is for one browser.
        var group = endpoints.MapGroup("/auth").AllowAnonymous().ExcludeFromDescription().CacheOutput(static policy => policy.NoCache());
        group.MapMethods("/user", Methods, new UserEndpoint(Check(options.Claims)).HandleAsync).WithDisplayName("WorkOS user");
        group.MapMethods("/antiforgery", Methods, AntiforgeryEndpoint.HandleAsync).WithDisplayName("WorkOS antiforgery");
        return group;
    }

    private static KeyValuePair<string, string>[] Check(IDictionary<string, string> claims) =>
        claims.Any(static claim => string.IsNullOrWhiteSpace(claim.Key) || string.IsNullOrWhiteSpace(claim.Value))
            ? throw new InvalidOperationException("MapWorkOsUser: each entry of Claims needs a name for the answer and the type of a claim.")
            : [.. claims];
}
