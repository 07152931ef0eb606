namespace WorkOs.AspNetCore;

/// <summary>
/// The metadata of one AuthKit domain, for one scheme: read when it is first needed, read again in the background when it is an
/// hour old, and served on for a day while the domain does not answer. One call at a time, however many requests need it.
/// </summary>
/// <remarks>
/// What it remembers is bound to the scheme, its domain and this process. A new document, or a day, ends it: the domain may
/// have moved meanwhile, and secrets go to the addresses in it. See <see href="https://openid.net/specs/openid-connect-discovery-1_0.html"/>.
/// </remarks>
/// <param name="http">The HTTP client of the scheme.</param>
/// <param name="domain">The AuthKit domain: an origin, which is the issuer as well.</param>
/// <param name="allowedOrigins">Origins of endpoints besides the domain's own.</param>
/// <param name="scheme">The scheme, or whatever else the log is to name.</param>
/// <param name="clock">Measures ages, by its timestamps.</param>
/// <param name="reports">Hears how each attempt ended.</param>
/// <param name="logger">Hears of each attempt that failed, once.</param>
internal sealed class AuthKitDiscovery(
    HttpClient http,
    Uri domain,
    IReadOnlyCollection<string> allowedOrigins,
    string scheme,
    TimeProvider clock,
    OutcomeReports reports,
    ILogger logger)
{
    /// <summary>The age at which metadata is read again without anyone waiting.</summary>
    public static readonly TimeSpan RefreshAge = TimeSpan.FromHours(1);

    /// <summary>The age at which metadata is read again before it is used: how long it outlives an outage.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(24);

    /// <summary>How long a failure is not followed by another attempt while there is no metadata that may be used.</summary>
    public static readonly TimeSpan FirstRetryInterval = TimeSpan.FromSeconds(5);

    /// <summary>How long a failure is not followed by another attempt while metadata serves on.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(60);

    private const string Path = "/.well-known/openid-configuration";

    private readonly ProviderMetadataReader _reader = new(domain, allowedOrigins);
    private readonly SharedFetch<State> _call = new();
    private volatile State _state = new(Metadata: null, ReadAt: 0, Failure: null, FailedAt: null);

    /// <summary>The metadata. Waits only where there is none that may be used.</summary>
    /// <exception cref="DiscoveryException">There is none, and it cannot be had or used.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped waiting; the call goes on for others.</exception>
    public async ValueTask<ProviderMetadata> GetAsync(CancellationToken cancellationToken)
    {
        var reading = _call.JoinOrStart(() => IsDue(_state), ReadAsync, next => _state = next ?? _state, out _);
        if (Usable(_state) is null && reading is not null)
        {
            await reading.WaitAsync(cancellationToken);
        }

        var state = _state;
        return Usable(state) ?? throw state.Failure!.Again();
    }

    private ProviderMetadata? Usable(State state) => clock.GetElapsedTime(state.ReadAt) < MaxAge ? state.Metadata : null;

    private bool IsDue(State state) =>
        (state.Metadata is null || clock.GetElapsedTime(state.ReadAt) >= RefreshAge)
        && (state.FailedAt is not { } failed
            || clock.GetElapsedTime(failed) >= (Usable(state) is null ? FirstRetryInterval : RetryInterval));

    private async Task<State?> ReadAsync()
    {
        var begun = reports.Begin();
        try
        {
            using var document = await new WorkOsApiClient(http).GetAsync(WorkOsAddress.Combine(domain, Path), bearer: null, CancellationToken.None);
            var read = new State(_reader.Read(document.RootElement), clock.GetTimestamp(), Failure: null, FailedAt: null);
            reports.MetadataFetched(scheme, begun, error: null);
            Log.MetadataRead(logger, scheme);
            return read;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // An HTTP handler of the app may throw any exception, and the requests that wait must be answered.
            var failure = exception as DiscoveryException ?? DiscoveryException.Unavailable(exception);
            var kept = _state with { Failure = failure, FailedAt = clock.GetTimestamp() };
            reports.MetadataFetched(scheme, begun, DiscoveryException.ErrorOf(failure));
            Log.MetadataUnavailable(logger, scheme, failure.Message + DiscoveryException.DetailsOf(failure.InnerException), isInUse: Usable(kept) is not null);
            return kept;
        }
    }

    private sealed record State(ProviderMetadata? Metadata, long ReadAt, DiscoveryException? Failure, long? FailedAt);
}
