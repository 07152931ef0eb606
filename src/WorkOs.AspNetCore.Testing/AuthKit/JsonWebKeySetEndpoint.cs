using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>GET /sso/jwks/{clientId}</c>.</summary>
internal sealed class JsonWebKeySetEndpoint(AuthKitEnvironment authKit)
{
    public Task HandleAsync(HttpContext context) =>
        (string?)context.GetRouteValue("clientId") == authKit.Environment.ClientId
            ? context.WriteJsonAsync(StatusCodes.Status200OK, authKit.SigningKeys.ToJsonWebKeySet())
            : context.WriteMessageAsync(StatusCodes.Status404NotFound, "Not Found");
}
