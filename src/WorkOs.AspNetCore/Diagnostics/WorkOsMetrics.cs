using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace WorkOs.AspNetCore;

/// <summary>
/// The instruments of the package, which docs/observability.md lists. Tags have the names that OpenTelemetry and the framework's authentication
/// metrics use, and values from small sets: no user, session, organization or e-mail address.
/// </summary>
/// <remarks>See <see href="https://opentelemetry.io/docs/specs/semconv/general/metrics/"/>.</remarks>
internal sealed class WorkOsMetrics
{
    public const string MeterName = "WorkOs.AspNetCore";

    /// <summary>The value of a tag for everything without a value of its own.</summary>
    public const string Other = "_OTHER";

    private const string SchemeTag = "aspnetcore.authentication.scheme";
    private const string ErrorTag = "error.type";
    private const string ResultTag = "workos.result";
    private const string ReasonTag = "workos.reason";
    private const string OperationTag = "workos.store.operation";

    private static readonly InstrumentAdvice<double> OfHttpCalls = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    private static readonly InstrumentAdvice<double> OfStoreCalls = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    // The factory disposes it.
    private readonly Meter _meter;
    private readonly Counter<long> _signIns;
    private readonly Counter<long> _restarts;
    private readonly Counter<long> _apiKeyValidations;
    private readonly Counter<long> _webhooks;
    private readonly Counter<long> _marks;
    private readonly Counter<long> _storeFailures;
    private readonly Histogram<double> _refreshes;
    private readonly Histogram<double> _keyFetches;
    private readonly Histogram<double> _metadataFetches;
    private readonly Histogram<double> _storeCalls;

    public WorkOsMetrics(IMeterFactory factory)
    {
        _meter = factory.Create(MeterName);
        _signIns = _meter.CreateCounter<long>("workos.sign_ins", "{sign_in}", "Completed sign-ins, by result.");
        _restarts = _meter.CreateCounter<long>("workos.restarts", "{restart}", "Sign-ins that were restarted, by reason.");
        _apiKeyValidations = _meter.CreateCounter<long>("workos.api_key_validations", "{validation}", "API keys that WorkOS was asked about, by result.");
        _webhooks = _meter.CreateCounter<long>("workos.webhooks", "{webhook}", "Webhooks that arrived, by event and result.");
        _marks = _meter.CreateCounter<long>("workos.session_marks", "{mark}", "Marks of ended sessions that were set, or found in a request.");
        _storeFailures = _meter.CreateCounter<long>("workos.store.failures", "{failure}", "Calls to the session store that failed, by operation.");
        _refreshes = CreateDuration("workos.refresh.duration", "Duration of refreshes of sessions, by result.", OfHttpCalls);
        _keyFetches = CreateDuration("workos.keys.fetch.duration", "Duration of fetches of signing keys.", OfHttpCalls);
        _metadataFetches = CreateDuration("workos.metadata.fetch.duration", "Duration of fetches of the metadata of an AuthKit domain.", OfHttpCalls);
        _storeCalls = CreateDuration("workos.store.call.duration", "Duration of calls to the session store, by operation.", OfStoreCalls);
    }

    /// <summary>Whether the metrics of calls to the store are collected.</summary>
    public bool MeasuresStore => _storeCalls.Enabled || _storeFailures.Enabled;

    public void SignedIn(string scheme) => Count(_signIns, scheme, ResultTag, "success");

    public void SignInFailed(string scheme, string code) => Count(_signIns, scheme, ResultTag, code);

    public void Restarted(string scheme, string reason) => Count(_restarts, scheme, ReasonTag, reason);

    public void ApiKeyValidated(string scheme, string result) => Count(_apiKeyValidations, scheme, ResultTag, result);

    /// <param name="scheme">The scheme of the endpoint.</param>
    /// <param name="result"><c>accepted</c>, <c>refused</c> or <c>failed</c>.</param>
    /// <param name="eventName">WorkOS's name of the event; <see langword="null"/> if it is unknown whether WorkOS sent the webhook.</param>
    public void WebhookReceived(string scheme, string result, string? eventName)
    {
        if (_webhooks.Enabled)
        {
            var tags = new TagList { { SchemeTag, scheme }, { ResultTag, result } };
            if (eventName is not null)
            {
                tags.Add("workos.event", KnownEvents.Contains(eventName) ? eventName : Other);
            }

            _webhooks.Add(1, tags);
        }
    }

    /// <param name="kind">The kind of the mark, for example <c>session</c>, <c>user</c> or <c>membership</c>.</param>
    public void MarkSet(string kind) => CountMark(kind, "set");

    /// <inheritdoc cref="MarkSet"/>
    public void MarkFound(string kind) => CountMark(kind, "found");

    public void Refreshed(string scheme, TimeSpan duration, string result, string? error)
    {
        if (_refreshes.Enabled)
        {
            Record(_refreshes, duration, new TagList { { SchemeTag, scheme }, { ResultTag, result } }, error);
        }
    }

    public void KeysFetched(string scheme, TimeSpan duration, string? error) =>
        Record(_keyFetches, duration, new TagList { { SchemeTag, scheme } }, error);

    public void MetadataFetched(string scheme, TimeSpan duration, string? error) =>
        Record(_metadataFetches, duration, new TagList { { SchemeTag, scheme } }, error);

    public void StoreCalled(string operation, TimeSpan duration, string? error)
    {
        Record(_storeCalls, duration, new TagList { { OperationTag, operation } }, error);
        if (error is not null)
        {
            _storeFailures.Add(1, new TagList { { OperationTag, operation }, { ErrorTag, error } });
        }
    }

    private static void Count(Counter<long> counter, string scheme, string tag, string value) =>
        counter.Add(1, new TagList { { SchemeTag, scheme }, { tag, value } });

    private static void Record(Histogram<double> histogram, TimeSpan duration, TagList tags, string? error)
    {
        if (error is not null)
        {
            tags.Add(ErrorTag, error);
        }

        histogram.Record(duration.TotalSeconds, tags);
    }

    private void CountMark(string kind, string operation)
    {
        if (_marks.Enabled)
        {
            _marks.Add(1, new TagList { { "workos.mark.kind", kind }, { "workos.mark.operation", operation } });
        }
    }

    private Histogram<double> CreateDuration(string name, string description, InstrumentAdvice<double> advice) =>
        _meter.CreateHistogram(name, "s", description, tags: null, advice);
}
