using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>Outcomes reported outside of an app, which nobody reads.</summary>
internal static class Reports
{
    public static WorkOsMetrics Metrics { get; } = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    public static OutcomeReports Unread(TimeProvider clock) => new(Metrics, new LastOutcomes(clock), clock);
}
