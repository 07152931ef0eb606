using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>POST /oauth2/register</c> (RFC 7591).</summary>
internal sealed class RegistrationEndpoint(ConnectEnvironment connect)
{
    private static readonly string[] GrantTypes = ["authorization_code", "refresh_token"];

    public async Task HandleAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } json)
        {
            await context.WriteOAuthErrorAsync("invalid_client_metadata", "Send a JSON object.");
            return;
        }

        var (metadata, error) = ClientMetadata.Read(json, "client_secret_basic");
        if (metadata is null)
        {
            await context.WriteOAuthErrorAsync(error!, "The client can't be registered as it is.");
            return;
        }

        var application = connect.Clients.Register(metadata);
        var body = new JsonObject
        {
            ["client_id"] = application.ClientId,
            ["client_id_issued_at"] = connect.Environment.Clock.GetUtcNow().ToUnixTimeSeconds(),
            ["client_name"] = application.Name,
            ["redirect_uris"] = metadata.RedirectUris.ToJsonArray(),
            ["grant_types"] = GrantTypes.ToJsonArray(),
            ["response_types"] = new JsonArray("code"),
            ["scope"] = string.Join(' ', WorkOsSandboxConnectApplication.StandardScopes),
            ["token_endpoint_auth_method"] = metadata.AuthenticationMethod,
        };
        if (application.ClientSecret is { } secret)
        {
            body["client_secret"] = secret;
            body["client_secret_expires_at"] = 0;
        }

        await context.WriteJsonAsync(StatusCodes.Status201Created, body);
    }

    private static async Task<JsonObject?> ReadAsync(HttpContext context)
    {
        try
        {
            return context.Request.HasJsonContentType()
                ? await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
