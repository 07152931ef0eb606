using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WorkOs.AspNetCore;

/// <summary>Registers the services that measure and store the outcomes of calls.</summary>
internal static class DiagnosticsServices
{
    public static void AddWorkOsDiagnostics(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<WorkOsMetrics>();
        services.TryAddSingleton<LastOutcomes>();
        services.TryAddSingleton<OutcomeReports>();
    }
}
