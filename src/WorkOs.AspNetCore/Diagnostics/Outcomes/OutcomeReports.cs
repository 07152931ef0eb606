namespace WorkOs.AspNetCore;

/// <summary>Takes from other folders how their calls to WorkOS ended: measures it, and keeps the last outcome for the health check.</summary>
internal sealed class OutcomeReports(WorkOsMetrics metrics, LastOutcomes last, TimeProvider time)
{
    /// <summary>When a call begins, for the report of its end.</summary>
    public long Begin() => time.GetTimestamp();

    /// <param name="name">The scheme.</param>
    /// <param name="begun">What <see cref="Begin"/> returned.</param>
    /// <param name="error">What went wrong, from a small set; <see langword="null"/> where nothing did.</param>
    public void KeysFetched(string name, long begun, string? error)
    {
        metrics.KeysFetched(name, time.GetElapsedTime(begun), error);
        last.Set(OutcomeKind.Keys, name, error);
    }

    /// <param name="name">The scheme, or the name of the HTTP client.</param>
    /// <param name="begun">What <see cref="Begin"/> returned.</param>
    /// <param name="error">What went wrong, from a small set; <see langword="null"/> where nothing did.</param>
    public void MetadataFetched(string name, long begun, string? error)
    {
        metrics.MetadataFetched(name, time.GetElapsedTime(begun), error);
        last.Set(OutcomeKind.Metadata, name, error);
    }

    /// <summary>Begins to measure a refresh, in a trace of its own with a link to the request that began it: a refresh outlives the request.</summary>
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
