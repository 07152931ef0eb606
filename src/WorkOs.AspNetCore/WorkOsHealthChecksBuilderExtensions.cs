using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WorkOs.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a health check for sign-in with WorkOS.</summary>
public static class WorkOsHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a health check that reports the last outcomes of this machine's calls to WorkOS (signing keys, metadata of AuthKit domains, refreshes of
    /// sessions), and whether the session cache can be written to. It makes no call to WorkOS, and writes to the cache at most every ten seconds. Use
    /// it for readiness and for dashboards, and not for liveness: restarting a machine resolves nothing that it reports.
    /// </summary>
    /// <remarks>
    /// A failed call to WorkOS is reported as <see cref="HealthStatus.Degraded"/>, for ten minutes or until a call succeeds. A cache that cannot be
    /// written to is reported as <paramref name="failureStatus"/> where it holds sessions (<c>AddWorkOsDistributedSessions</c>), and as
    /// <see cref="HealthStatus.Degraded"/> where it holds only marks of ended sessions. The result has no user, session or address in it.
    /// </remarks>
    /// <param name="builder">The builder that <c>AddHealthChecks</c> returned.</param>
    /// <param name="name">The name of the health check. Default: <c>workos</c>.</param>
    /// <param name="failureStatus">
    /// The status for a cache that holds sessions and cannot be written to. Default: <see langword="null"/>, which is
    /// <see cref="HealthStatus.Unhealthy"/>. Nothing is reported as worse than this status.
    /// </param>
    /// <param name="tags">Tags to select the health check by. Default: <see langword="null"/>, none.</param>
    /// <param name="timeout">How long the health check may take. Default: <see langword="null"/>, no limit besides that of a call to the cache, <see cref="WorkOsSessionCacheOptions.Timeout"/>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="name"/> is null.</exception>
    public static IHealthChecksBuilder AddWorkOs(
        this IHealthChecksBuilder builder,
        string name = "workos",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);

        builder.Services.AddWorkOsDiagnostics();
        builder.Services.TryAddSingleton<StoreUse>();
        builder.Services.TryAddSingleton<WorkOsHealthCheck>();
        return builder.Add(new HealthCheckRegistration(
            name, static provider => provider.GetRequiredService<WorkOsHealthCheck>(), failureStatus, tags, timeout));
    }
}
