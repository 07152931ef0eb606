using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>/user_management/authkit_oauth_resources</c> of WorkOS's API.</summary>
internal sealed class ResourcesEndpoint(ConnectEnvironment connect)
{
    public async Task ListAsync(HttpContext context)
    {
        if (await context.RequireApiKeyAsync(connect.Environment))
        {
            await context.WriteJsonAsync(StatusCodes.Status200OK, new()
            {
                ["object"] = "list",
                ["data"] = new JsonArray([.. connect.Resources.All.Select(resource => resource.ToJson())]),
                ["list_metadata"] = new JsonObject { ["before"] = null, ["after"] = null },
            });
        }
    }

    public async Task AddAsync(HttpContext context)
    {
        if (!await context.RequireApiKeyAsync(connect.Environment))
        {
            return;
        }

        if (await ReadAsync(context) is not { } resource)
        {
            await context.WriteMessageAsync(
                StatusCodes.Status422UnprocessableEntity, "uri must be an absolute URI without a fragment.", "invalid_request_parameters");
        }
        else if (!connect.Resources.TryAdd(resource))
        {
            await context.WriteMessageAsync(StatusCodes.Status422UnprocessableEntity, "The resource is registered already.", "resource_exists");
        }
        else
        {
            await context.WriteJsonAsync(StatusCodes.Status201Created, resource.ToJson());
        }
    }

    public async Task DeleteAsync(HttpContext context)
    {
        if (!await context.RequireApiKeyAsync(connect.Environment))
        {
            return;
        }

        if (connect.Resources.Remove(context.RouteId()))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else
        {
            await context.WriteMessageAsync(StatusCodes.Status404NotFound, "Could not find the resource.");
        }
    }

    private static async Task<ConnectResource?> ReadAsync(HttpContext context)
    {
        try
        {
            return context.Request.HasJsonContentType()
                && await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) is JsonObject json
                && ClientMetadata.TextOf(json["uri"]) is { } uri
                && ConnectResources.IsIndicator(uri)
                    ? new(uri, json["default"] is JsonValue value && value.TryGetValue<bool>(out var isDefault) && isDefault)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
