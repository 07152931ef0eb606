using System.Diagnostics;

namespace WorkOs.AspNetCore;

/// <summary>Measures one attempt to refresh a session, which ends exactly once.</summary>
internal sealed class RefreshReport(Activity? span, Action<string, string?> finish)
{
    /// <summary>WorkOS answered with new tokens.</summary>
    public const string Refreshed = "refreshed";

    /// <summary>Another machine or request has already refreshed the session, and the result was in the store.</summary>
    public const string RefreshedElsewhere = "refreshed_elsewhere";

    /// <summary>Another machine is refreshing the session, and its present token is still valid.</summary>
    public const string LeftToAnother = "left_to_another";

    /// <summary>There was no response, or none that can be used: the refresh is tried again.</summary>
    public const string Postponed = "postponed";

    /// <summary>WorkOS refused the switch to another organization.</summary>
    public const string Refused = "refused";

    /// <summary>The session has ended.</summary>
    public const string Ended = "ended";

    /// <param name="result">One of the constants.</param>
    /// <param name="error">The error, from a small set of values; <see langword="null"/> if there was none.</param>
    /// <param name="requestId">WorkOS's id of the call that failed, if there is one.</param>
    public void End(string result, string? error = null, string? requestId = null)
    {
        error ??= result == Postponed ? WorkOsMetrics.Other : null;
        if (span is not null)
        {
            span.SetTag("workos.result", result).SetTag("error.type", error).SetTag("workos.request_id", requestId);
            if (error is not null)
            {
                span.SetStatus(ActivityStatusCode.Error);
            }

            span.Dispose();
        }

        finish(result, error);
    }
}
