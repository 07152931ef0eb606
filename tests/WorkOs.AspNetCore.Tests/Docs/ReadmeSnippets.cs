using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What README.md shows besides the files of its app.</summary>
internal static class ReadmeSnippets
{
    public static void AddClaim(WorkOsOptions options)
    {
        // snippet: claim
        options.ClaimActions.MapJsonSubKey("department", "custom_attributes", "department_name");
        // end
    }

    public static void AddSchemes(WebApplicationBuilder builder)
    {
        // snippet: schemes
        builder.Services.AddWorkOs()
            .AddWorkOs("WorkOS.Europe", "Europe", options => options.CallbackPath = "/signin-workos-europe");
        // end
    }

    public static void MapSchemes(WebApplication app)
    {
        // snippet: schemes-endpoints
        app.MapWorkOs();
        app.MapGroup("/europe").MapWorkOs("WorkOS.Europe");
        // end
    }

    public static async Task UseSandboxAsync()
    {
        // snippet: sandbox
        await using var workos = await WorkOsSandbox.StartAsync(sandbox => sandbox
            .AddOrganization("org_acme", "Acme", "acme.com")
            .AddPerson("org_acme", "ada@acme.com", person => person.WithName("Ada", "Lovelace").AddRoles("admin").AddGroups("Engineering")));
        // end
    }

    public static void AddAuthKit(WebApplicationBuilder builder)
    {
        // snippet: authkit
        builder.Services.AddWorkOsAuthKit().AddWorkOsDistributedSessions();
        // end
    }

    public static void AddBoth(WebApplicationBuilder builder)
    {
        // snippet: both
        builder.Services.AddWorkOs();
        builder.Services.AddWorkOsAuthKit().AddWorkOsDistributedSessions();
        // end
    }

    public static void MapBoth(WebApplication app)
    {
        // snippet: both-endpoints
        app.MapWorkOs();
        app.MapWorkOsAuthKit();
        // end
    }
}
