using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>GET /connections/{id}</c>.</summary>
internal sealed class ConnectionsEndpoint(SandboxEnvironment environment)
{
    private readonly DateTimeOffset _created = environment.Clock.GetUtcNow();

    public async Task HandleAsync(HttpContext context)
    {
        if (!await context.RequireApiKeyAsync(environment))
        {
            return;
        }

        if (environment.Directory.Connection((string?)context.Request.RouteValues["id"]) is not { } connection)
        {
            await context.WriteMessageAsync(StatusCodes.Status404NotFound, "Could not find the connection.", "entity_not_found");
            return;
        }

        var organization = environment.Directory.Organization(connection.OrganizationId);
        await context.WriteJsonAsync(StatusCodes.Status200OK, new()
        {
            ["object"] = "connection",
            ["id"] = connection.Id,
            ["organization_id"] = connection.OrganizationId,
            ["connection_type"] = connection.Type,
            ["name"] = organization?.Name ?? connection.Type,
            ["state"] = connection.State,
            ["created_at"] = _created.ToWorkOsTime(),
            ["updated_at"] = _created.ToWorkOsTime(),
        });
    }
}
