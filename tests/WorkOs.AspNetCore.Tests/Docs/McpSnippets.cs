using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/mcp.md shows.</summary>
internal static class McpSnippets
{
    public static void Add(WebApplicationBuilder builder, WebApplication app)
    {
        // snippet: add
        builder.Services.AddAuthentication(WorkOsBearerDefaults.AuthenticationScheme).AddWorkOsBearer(options =>
        {
            options.AuthKitDomain = new Uri("https://acme.authkit.app");
            options.Resource = "https://mcp.example.com/mcp";
        });
        builder.Services.AddAuthorization();

        app.MapWorkOsProtectedResource("/mcp");
        app.MapPost("/mcp", HandleMcpAsync).RequireWorkOsUser();
        // end
    }

    public static IResult AskForMore()
    {
        // snippet: forbid
        return Results.Forbid(new OAuthChallengeProperties { Scope = ["email"] });
        // end
    }

    private static Task HandleMcpAsync(HttpContext context) => context.Response.WriteAsync("{}");
}
