using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Writes responses in the success and error formats of WorkOS's API.</summary>
internal static class SandboxJson
{
    public static Task WriteJsonAsync(this HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    /// <summary>The OAuth error format, <c>{error, error_description}</c>.</summary>
    public static Task WriteOAuthErrorAsync(this HttpContext context, string error, string description, int status = StatusCodes.Status400BadRequest) =>
        context.WriteJsonAsync(status, new() { ["error"] = error, ["error_description"] = description });

    /// <summary>The general error format, <c>{message}</c>, with a <c>code</c> if WorkOS sends one.</summary>
    public static Task WriteMessageAsync(this HttpContext context, int status, string message, string? code = null)
    {
        var body = new JsonObject { ["message"] = message };
        if (code is not null)
        {
            body["code"] = code;
        }

        return context.WriteJsonAsync(status, body);
    }

    /// <summary>WorkOS's 404 response for an object that does not exist.</summary>
    public static Task WriteNotFoundAsync(this HttpContext context, string kind, string? id) =>
        context.WriteJsonAsync(StatusCodes.Status404NotFound, new()
        {
            ["message"] = $"{kind} not found: '{id}'.",
            ["code"] = "entity_not_found",
            ["entity_id"] = id,
        });

    /// <summary>The object with the id in the path, or WorkOS's 404 response if there is none.</summary>
    public static Task WriteFoundAsync(this HttpContext context, string kind, JsonObject? found) => found is not null
        ? context.WriteJsonAsync(StatusCodes.Status200OK, found)
        : context.WriteNotFoundAsync(kind, context.RouteId());

    /// <summary>The id in the path.</summary>
    public static string RouteId(this HttpContext context) => (string)context.GetRouteValue("id")!;

    /// <summary>WorkOS's 422 response to an invalid body or query.</summary>
    public static Task WriteInvalidAsync(this HttpContext context, params IEnumerable<(string Field, string Code, string Message)> problems) =>
        context.WriteJsonAsync(StatusCodes.Status422UnprocessableEntity, new()
        {
            ["message"] = "Validation failed",
            ["code"] = "invalid_request_parameters",
            ["errors"] = new JsonArray([.. problems.Select(problem => new JsonObject
            {
                ["field"] = problem.Field,
                ["code"] = problem.Code,
                ["message"] = problem.Message,
            })]),
        });

    /// <summary>WorkOS's 400 response to a valid request that is not possible in the current state.</summary>
    public static Task WriteRefusalAsync(this HttpContext context, string code, string message, string? detail = null)
    {
        var body = new JsonObject { ["message"] = message, ["code"] = code };
        if (detail is not null)
        {
            body["errors"] = new JsonArray(new JsonObject { ["code"] = detail, ["message"] = message });
        }

        return context.WriteJsonAsync(StatusCodes.Status400BadRequest, body);
    }

    public static JsonArray ToJsonArray(this IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);

    /// <summary>WorkOS's timestamps: UTC with milliseconds.</summary>
    public static string ToWorkOsTime(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
