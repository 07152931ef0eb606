using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/apis.md shows of WorkOS Connect.</summary>
internal static class ConnectApiSnippets
{
    public static void Add(WebApplicationBuilder builder, WebApplication app)
    {
        // snippet: connect
        builder.Services.AddAuthentication(WorkOsBearerDefaults.AuthenticationScheme).AddWorkOsBearer(options =>
        {
            options.AuthKitDomain = new Uri("https://acme.authkit.app");
            options.Resource = "https://api.example.com";
        });

        app.MapGet("/posts", ListPosts).RequireWorkOsUser().RequireWorkOsScope("posts:read");
        app.MapPost("/import", Import).RequireWorkOsMachine().RequireWorkOsScope("posts:import");
        // end
    }

    public static void AddFront(WebApplicationBuilder builder)
    {
        // snippet: front
        builder.Services.AddAuthentication(WorkOsApiDefaults.AuthenticationScheme)
            .AddWorkOsBearer("Connect", options =>
            {
                options.AuthKitDomain = new Uri("https://acme.authkit.app");
                options.Resource = "https://api.example.com";
            })
            .AddWorkOsBearer()
            .AddWorkOsApiKey()
            .AddWorkOsApi();
        // end
    }

    private static IResult ListPosts() => Results.Ok();

    private static IResult Import() => Results.Accepted();
}
