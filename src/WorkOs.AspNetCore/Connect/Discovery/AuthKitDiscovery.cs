namespace WorkOs.AspNetCore;

/// <summary>
/// The metadata of one AuthKit domain, for one scheme: fetched on first use, refreshed in the background after an hour, and used for up to a day if
/// the domain does not answer. Concurrent requests share one call.
/// </summary>
/// <remarks>
/// The metadata is bound to the scheme, its domain and this process. A new document replaces it, and it expires after a day, because the domain may
/// have moved meanwhile and secrets are sent to the addresses in it. See <see href="https://openid.net/specs/openid-connect-discovery-1_0.html"/>.
/// </remarks>
/// <param name="http">The HTTP client of the scheme.</param>
/// <param name="domain">The AuthKit domain: an origin, which is the issuer as well.</param>
/// <param name="allowedOrigins">Origins of endpoints besides the domain's own.</param>
/// <param name="scheme">The scheme, or another name for the log.</param>
/// <param name="clock">Measures ages with timestamps.</param>
/// <param name="reports">Receives the result of each attempt.</param>
/// <param name="logger">Logs each failed attempt once.</param>
internal sealed class AuthKitDiscovery(
    HttpClient http,
    Uri domain,
    IReadOnlyCollection<string> allowedOrigins,
    string scheme,
    TimeProvider clock,
    OutcomeReports reports,
    ILogger logger)
{
    /// <summary>The age at which metadata is refreshed in the background.</summary>
    public static readonly TimeSpan RefreshAge = TimeSpan.FromHours(1);

    /// <summary>The age at which metadata is refreshed before it is used: the longest outage of the domain during which it is used.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(24);

    /// <summary>The time between a failure and the next attempt while there is no usable metadata.</summary>
    public static readonly TimeSpan FirstRetryInterval = TimeSpan.FromSeconds(5);

    /// <summary>The time between a failure and the next attempt while there is usable metadata.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(60);

    private const string Path = "/.well-known/openid-configuration";

    private readonly ProviderMetadataReader _reader = new(domain, allowedOrigins);
    private readonly SharedFetch<State> _call = new();
    private volatile State _state = new(Metadata: null, ReadAt: 0, Failure: null, FailedAt: null);

    /// <summary>The metadata. Waits only if there is no usable metadata.</summary>
    /// <exception cref="DiscoveryException">The metadata cannot be fetched, or cannot be used.</exception>
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
            // An HTTP handler of the app may throw any exception, and the waiting requests need a result.
            var failure = exception as DiscoveryException ?? DiscoveryException.Unavailable(exception);
            var kept = _state with { Failure = failure, FailedAt = clock.GetTimestamp() };
            reports.MetadataFetched(scheme, begun, DiscoveryException.ErrorOf(failure));
            Log.MetadataUnavailable(logger, scheme, failure.Message + DiscoveryException.DetailsOf(failure.InnerException), isInUse: Usable(kept) is not null);
            return kept;
        }
    }

    private sealed record State(ProviderMetadata? Metadata, long ReadAt, DiscoveryException? Failure, long? FailedAt);
}
