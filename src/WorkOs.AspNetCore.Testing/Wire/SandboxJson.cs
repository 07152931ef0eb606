using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Answers in the error and success shapes of WorkOS's API.</summary>
internal static class SandboxJson
{
    public static Task WriteJsonAsync(this HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    /// <summary>The OAuth shape, <c>{error, error_description}</c>.</summary>
    public static Task WriteOAuthErrorAsync(this HttpContext context, string error, string description, int status = StatusCodes.Status400BadRequest) =>
        context.WriteJsonAsync(status, new() { ["error"] = error, ["error_description"] = description });

    /// <summary>The plain shape, <c>{message}</c>, with a <c>code</c> where WorkOS sends one.</summary>
    public static Task WriteMessageAsync(this HttpContext context, int status, string message, string? code = null)
    {
        var body = new JsonObject { ["message"] = message };
        if (code is not null)
        {
            body["code"] = code;
        }

        return context.WriteJsonAsync(status, body);
    }

    public static JsonArray ToJsonArray(this IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);

    /// <summary>WorkOS's timestamps: UTC with milliseconds.</summary>
    public static string ToWorkOsTime(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
