using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>POST /api_keys/validations</c>, with the API key of the environment.</summary>
internal sealed class ApiKeyValidationEndpoint(SandboxEnvironment environment, WorkOsSandboxApiKeys keys)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!await context.RequireApiKeyAsync(environment) || await RequestFields.ReadAsync(context) is not { } fields)
        {
            return;
        }

        if (fields["value"] is not { } value)
        {
            await context.WriteMessageAsync(StatusCodes.Status422UnprocessableEntity, "value is required.", "invalid_request_parameters");
            return;
        }

        var body = new JsonObject { ["api_key"] = keys.Validate(value) };
        await context.WriteJsonAsync(keys.NextResponses.Apply(body), body);
    }
}
