using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Diagnostics;

/// <summary>The package's meter outside of an app, with somebody who listens.</summary>
internal sealed class TestMeter : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public TestMeter()
    {
        Metrics = new WorkOsMetrics(_services.GetRequiredService<IMeterFactory>());
        Measurements = new Measurements(_services);
    }

    public WorkOsMetrics Metrics { get; }

    public Measurements Measurements { get; }

    public void Dispose()
    {
        Measurements.Dispose();
        _services.Dispose();
    }
}
