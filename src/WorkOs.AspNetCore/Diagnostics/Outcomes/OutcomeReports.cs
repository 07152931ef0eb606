namespace WorkOs.AspNetCore;

/// <summary>Records the outcomes of calls to WorkOS: in the metrics, and as the last outcome for the health check.</summary>
internal sealed class OutcomeReports(WorkOsMetrics metrics, LastOutcomes last, TimeProvider time)
{
    /// <summary>Returns the start time of a call, for the report of its outcome.</summary>
    public long Begin() => time.GetTimestamp();

    /// <param name="name">The scheme.</param>
    /// <param name="begun">What <see cref="Begin"/> returned.</param>
    /// <param name="error">The error, from a small set of values; <see langword="null"/> if there was none.</param>
    public void KeysFetched(string name, long begun, string? error)
    {
        metrics.KeysFetched(name, time.GetElapsedTime(begun), error);
        last.Set(OutcomeKind.Keys, name, error);
    }

    /// <param name="name">The scheme, or the name of the HTTP client.</param>
    /// <param name="begun">What <see cref="Begin"/> returned.</param>
    /// <param name="error">The error, from a small set of values; <see langword="null"/> if there was none.</param>
    public void MetadataFetched(string name, long begun, string? error)
    {
        metrics.MetadataFetched(name, time.GetElapsedTime(begun), error);
        last.Set(OutcomeKind.Metadata, name, error);
    }

    /// <summary>
    /// Starts to measure a refresh, in a trace of its own with a link to the request that started it, because the refresh can outlive the request.
    /// </summary>
    /// <remarks>Call it in the task of the refresh, because the current activity of the caller is replaced.</remarks>
    public RefreshReport BeginRefresh(string scheme)
    {
        var begun = time.GetTimestamp();
        return new RefreshReport(WorkOsActivities.StartDetached("workos.refresh")?.SetTag(WorkOsActivities.SchemeTag, scheme), Finish);

        void Finish(string result, string? error)
        {
            metrics.Refreshed(scheme, time.GetElapsedTime(begun), result, error);
            if (result != RefreshReport.LeftToAnother)
            {
                last.Set(OutcomeKind.Refresh, scheme, result == RefreshReport.Postponed ? error : null);
            }
        }
    }
}
