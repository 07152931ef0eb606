using System.Collections.Concurrent;
using System.Diagnostics;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>Collects the package's spans. Sources are shared by all tests, so that a test looks for a scheme or a trace of its own.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _all = new();
    private readonly ActivityListener _listener;

    public Spans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "WorkOs.AspNetCore",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _all.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> OfScheme(string scheme) =>
        [.. _all.Where(span => Equals(span.GetTagItem("aspnetcore.authentication.scheme"), scheme))];

    public IReadOnlyList<Activity> LinkedTo(ActivityTraceId trace) => [.. _all.Where(span => span.Links.Any(link => link.Context.TraceId == trace))];

    public void Dispose() => _listener.Dispose();
}
