using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/claims.md shows.</summary>
public static class ClaimsSnippets
{
    public sealed class PlanDirectory(string plan)
    {
        public Task<string> FindAsync(string? organization) => Task.FromResult(organization is null ? "free" : plan);
    }

    public static void RemoveClaims(WorkOsOptions options)
    {
        // snippet: remove
        options.ClaimActions.Remove(WorkOsClaimTypes.Group);
        // end
    }

    public static void AddPlan(WorkOsAuthKitOptions options)
    {
        // snippet: plan
        options.Events.OnCreatingTicket = async context =>
        {
            var plans = context.HttpContext.RequestServices.GetRequiredService<PlanDirectory>();
            var organization = context.Principal!.FindFirstValue(WorkOsClaimTypes.OrganizationId);
            context.Identity!.AddClaim(new Claim("plan", await plans.FindAsync(organization)));
        };
        // end

        // snippet: refreshed plan
        options.Events.OnRefreshingSession = async context =>
        {
            if (context.OrganizationChanged)
            {
                var plans = context.Services.GetRequiredService<PlanDirectory>();
                context.Identity.AddClaim(new Claim("plan", await plans.FindAsync(context.Organization)));
            }
        };
        // end
    }
}
