using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/bearer.md shows.</summary>
internal static class BearerSnippets
{
    public static void Add(WebApplicationBuilder builder, WebApplication app)
    {
        // snippet: add
        builder.Services.AddAuthentication(WorkOsBearerDefaults.AuthenticationScheme).AddWorkOsBearer();
        builder.Services.AddAuthorization();

        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier)).RequireAuthorization();
        // end

        // snippet: permission
        app.MapPost("/posts", CreatePost).RequireWorkOsPermission("posts:write");
        // end

        // snippet: group
        app.MapGroup("/api").RequireAuthorization(policy => policy
            .AddAuthenticationSchemes(WorkOsBearerDefaults.AuthenticationScheme)
            .RequireAuthenticatedUser());
        // end
    }

    public static void SetRoleClaim(WebApplicationBuilder builder) => builder.Services.AddAuthentication()
        // snippet: role
        .AddWorkOsBearer(options => options.RoleClaim = "user_role");   // `role` is Supabase's database role, and stays a plain claim
        // end

    public static void SetEvents(WebApplicationBuilder builder) => builder.Services.AddAuthentication()
        // snippet: events
        .AddWorkOsBearer(options =>
        {
            // Browsers can't send headers with a WebSocket. Keep this to the path that needs it: queries end up in logs.
            options.Events.OnMessageReceived = context =>
            {
                if (context.Request.Path.StartsWithSegments("/hubs"))
                {
                    context.Token = context.Request.Query["access_token"];
                }

                return Task.CompletedTask;
            };

            options.Events.OnTokenValidated = async context =>
            {
                var accounts = context.HttpContext.RequestServices.GetRequiredService<Accounts>();
                if (await accounts.IsClosedAsync(context.Principal!.FindFirstValue(ClaimTypes.NameIdentifier)!))
                {
                    context.Fail("The account is closed.");
                }
            };
        });
        // end

    private static IResult CreatePost() => Results.Created();

    private sealed class Accounts(IReadOnlySet<string> closed)
    {
        public Task<bool> IsClosedAsync(string user) => Task.FromResult(closed.Contains(user));
    }
}
