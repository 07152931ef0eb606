using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/api-keys.md shows.</summary>
internal static class ApiKeySnippets
{
    public static void Add(WebApplicationBuilder builder, WebApplication app)
    {
        // snippet: add
        builder.Services.AddAuthentication(WorkOsApiKeyDefaults.AuthenticationScheme).AddWorkOsApiKey();
        builder.Services.AddAuthorization();

        app.MapGet("/posts", ListPosts).RequireWorkOsPermission("posts:read");
        // end

        // snippet: users
        app.MapGet("/me/drafts", ListDrafts).RequireAuthorization(policy => policy
            .RequireAuthenticatedUser()
            .RequireClaim(WorkOsClaimTypes.ApiKeyOwner, "user"));
        // end

        // snippet: webhooks
        app.MapWorkOsApiKeyWebhooks();   // POST /auth/api-keys/webhooks
        // end
    }

    public static void SetEvents(WebApplicationBuilder builder) => builder.Services.AddAuthentication()
        // snippet: events
        .AddWorkOsApiKey(options => options.Events.OnKeyValidated = async context =>
        {
            var accounts = context.HttpContext.RequestServices.GetRequiredService<Accounts>();
            if (await accounts.IsClosedAsync(context.Principal!.FindFirstValue(WorkOsClaimTypes.OrganizationId)!))
            {
                context.Fail("The account is closed.");
            }
        });
        // end

    private static IResult ListPosts() => Results.Ok();

    private static IResult ListDrafts() => Results.Ok();

    private sealed class Accounts(IReadOnlySet<string> closed)
    {
        public Task<bool> IsClosedAsync(string organization) => Task.FromResult(closed.Contains(organization));
    }
}
