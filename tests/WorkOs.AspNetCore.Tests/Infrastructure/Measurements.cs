using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>Listens to the package's meter of one app: each measurement is a line, with its tags.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Line, double Value)> _all = new();
    private readonly TaskCompletionSource _second = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="services">The services of the app.</param>
    /// <param name="instruments">The instruments to listen to; all where none is named.</param>
    public Measurements(IServiceProvider services, params string[] instruments)
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "WorkOs.AspNetCore" && instrument.Meter.Scope == factory
                && (instruments.Length == 0 || instruments.Contains(instrument.Name, StringComparer.Ordinal)))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<string> Lines => [.. _all.Select(measurement => measurement.Line)];

    public IReadOnlyList<double> Values => [.. _all.Select(measurement => measurement.Value)];

    /// <summary>Completes with the second measurement.</summary>
    public Task Second => _second.Task;

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var line = $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}";
        _all.Enqueue((line.Replace("aspnetcore.authentication.scheme", "scheme", StringComparison.Ordinal), value));
        if (_all.Count >= 2)
        {
            _second.TrySetResult();
        }
    }
}
