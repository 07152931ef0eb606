using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WorkOs.AspNetCore;

/// <summary>Registers what measures and remembers outcomes.</summary>
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
