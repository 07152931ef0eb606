using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>GET /sso/profile</c>.</summary>
internal sealed class SsoProfileEndpoint(SsoGrants grants)
{
    public Task HandleAsync(HttpContext context) =>
        grants.ProfileOf(context.BearerToken()) is { } profile
            ? context.WriteJsonAsync(StatusCodes.Status200OK, profile)
            : context.WriteJsonAsync(StatusCodes.Status401Unauthorized, new JsonObject { ["error"] = "Unauthorized" });
}
