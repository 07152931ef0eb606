using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WorkOs.AspNetCore;

/// <summary>
/// Reports the health of this machine, from the results of its last calls to WorkOS and from a write to the session cache. It makes no call to
/// WorkOS.
/// </summary>
/// <remarks>
/// A failure of WorkOS is at most <see cref="HealthStatus.Degraded"/>: sessions continue without WorkOS, the failure is the same for every machine,
/// and a machine that receives no requests would never detect the end of the failure. For the same reason a failure counts for ten minutes.
/// </remarks>
internal sealed class WorkOsHealthCheck(LastOutcomes outcomes, StoreUse store) : IHealthCheck
{
    /// <summary>How long a failure counts if no other call follows it.</summary>
    public static readonly TimeSpan FailureMemory = TimeSpan.FromMinutes(10);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var worst = HealthStatus.Healthy;
        var problems = new List<string>();
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        var failureStatus = context.Registration.FailureStatus;

        foreach (var outcome in outcomes.All)
        {
            data.Add($"{NameOf(outcome.Kind)} {outcome.Name}", outcome.Error ?? "success");
            if (outcome.Error is { } error && outcome.Age < FailureMemory)
            {
                Add(failureStatus > HealthStatus.Degraded ? failureStatus : HealthStatus.Degraded, string.Create(
                    CultureInfo.InvariantCulture, $"{SentenceOf(outcome.Kind)} of '{outcome.Name}' failed {(int)outcome.Age.TotalSeconds} seconds ago: {error}."));
            }
        }

        if (store.Probe is { } probe)
        {
            var error = await probe.FindErrorAsync(cancellationToken);
            data.Add("store", error ?? "success");
            if (error is not null)
            {
                Add(store.HoldsSessions || failureStatus > HealthStatus.Degraded ? failureStatus : HealthStatus.Degraded,
                    $"The session cache could not be written to: {error}.");
            }
        }

        return new HealthCheckResult(worst, problems.Count > 0 ? string.Join(' ', problems) : null, data: data);

        void Add(HealthStatus status, string problem)
        {
            worst = status < worst ? status : worst;
            problems.Add(problem);
        }
    }

    private static string NameOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Keys => "keys",
        OutcomeKind.Metadata => "metadata",
        _ => "refresh",
    };

    private static string SentenceOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Keys => "The last fetch of signing keys",
        OutcomeKind.Metadata => "The last fetch of metadata",
        _ => "The last refresh of a session",
    };
}
