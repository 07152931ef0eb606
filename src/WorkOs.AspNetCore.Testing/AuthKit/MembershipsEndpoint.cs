using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>GET /user_management/organization_memberships</c>.</summary>
internal sealed class MembershipsEndpoint(AuthKitEnvironment authKit)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!await context.RequireApiKeyAsync(authKit.Environment))
        {
            return;
        }

        if (context.Request.Query["user_id"] is not [{ Length: > 0 } userId])
        {
            var missing = AuthKitResult.Missing("user_id");
            await context.WriteJsonAsync(missing.Status, missing.Body);
            return;
        }

        var directory = authKit.Environment.Directory;
        await context.WriteJsonAsync(StatusCodes.Status200OK, new()
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. directory.MembershipsOf(userId).Select(person =>
                AuthKitUser.Membership(person, directory.Organization(person.OrganizationId)!, authKit.Created))]),
            ["list_metadata"] = new JsonObject { ["before"] = null, ["after"] = null },
        });
    }
}
