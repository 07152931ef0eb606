using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/admin-portal.md shows.</summary>
public static class AdminPortalSnippets
{
    public static void Add(WebApplicationBuilder builder)
    {
        // snippet: policy
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy("CustomerAdmins", policy => policy.RequireWorkOsRole("admin").RequireWorkOsOrganization());
        // end
    }

    public static void Map(WebApplication app)
    {
        // snippet: map
        app.MapWorkOsAdminPortal("CustomerAdmins");
        // end

        // snippet: intents
        app.MapWorkOsAdminPortal("CustomerAdmins", WorkOsAdminPortalIntents.Sso, WorkOsAdminPortalIntents.DirectorySync);
        // end

        // snippet: groups
        app.MapGroup("/security").MapWorkOsAdminPortal("SecurityTeam", WorkOsAdminPortalIntents.AuditLogs, WorkOsAdminPortalIntents.LogStreams);
        // end
    }
}
