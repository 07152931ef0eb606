using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/observability.md shows.</summary>
internal static class ObservabilitySnippets
{
    public static void AddHealthCheck(WebApplicationBuilder builder)
    {
        // snippet: health
        builder.Services.AddHealthChecks().AddWorkOs(tags: ["ready"]);
        // end
    }

    public static void MapHealthChecks(WebApplication app)
    {
        // snippet: health-endpoints
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = static check => check.Tags.Contains("ready") });
        // end
    }
}
