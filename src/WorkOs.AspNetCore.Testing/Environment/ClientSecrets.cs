using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Authenticates callers: by the API key in a header, or by client id and secret in a body.</summary>
internal static class ClientSecrets
{
    public static string? BearerToken(this HttpContext context) =>
        context.Request.Headers.Authorization is [{ } header]
        && AuthenticationHeader(header) is { } token
            ? token
            : null;

    /// <summary>Returns true if the API key was sent; otherwise answers the request with 401.</summary>
    public static async Task<bool> RequireApiKeyAsync(this HttpContext context, SandboxEnvironment environment)
    {
        if (context.BearerToken() is { } token && FixedTime.Equal(token, environment.ApiKey))
        {
            return true;
        }

        context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        await context.WriteMessageAsync(StatusCodes.Status401Unauthorized, "Unauthorized");
        return false;
    }

    /// <summary>Restricts the handler to callers with the API key.</summary>
    public static RequestDelegate WithApiKey(this SandboxEnvironment environment, RequestDelegate handler) => async context =>
    {
        if (await context.RequireApiKeyAsync(environment))
        {
            await handler(context);
        }
    };

    /// <summary>The reason to refuse the client id and secret, or null if they are valid.</summary>
    public static string? Refusal(SandboxEnvironment environment, RequestFields fields, bool secretRequired = true)
    {
        if (!string.Equals(fields["client_id"], environment.ClientId, StringComparison.Ordinal))
        {
            return "Invalid client ID.";
        }

        return fields["client_secret"] is { } secret
            ? FixedTime.Equal(secret, environment.ApiKey) ? null : "Invalid client secret."
            : secretRequired ? "Missing client secret." : null;
    }

    private static string? AuthenticationHeader(string header) =>
        header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && header.Length > 7 ? header[7..] : null;
}
