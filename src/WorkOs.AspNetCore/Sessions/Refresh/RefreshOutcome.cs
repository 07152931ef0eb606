namespace WorkOs.AspNetCore;

/// <summary>How an attempt to refresh a session ended.</summary>
internal abstract record RefreshOutcome
{
    private RefreshOutcome()
    {
    }

    /// <summary>Reports how the attempt ended, for metrics, traces and health checks.</summary>
    public void ReportTo(RefreshReport report)
    {
        var (result, failure) = this switch
        {
            Refreshed { From: null } => (RefreshReport.RefreshedElsewhere, null),
            Refreshed => (RefreshReport.Refreshed, null),
            LeftToAnother => (RefreshReport.LeftToAnother, null),
            Postponed postponed => (RefreshReport.Postponed, postponed.Failure),
            Refused refused => (RefreshReport.Refused, refused.Failure),
            _ => (RefreshReport.Ended, (this as Ended)?.Failure),
        };
        report.End(result, failure?.ErrorType, failure?.RequestId);
    }

    /// <summary>There is a newer ticket, from this attempt or from a concurrent one.</summary>
    /// <param name="Ticket">The newer ticket. All requests that waited share it: clone it before use.</param>
    /// <param name="From">The session whose stored ticket the newer one has to replace; <see langword="null"/> if that has been done.</param>
    public sealed record Refreshed(AuthenticationTicket Ticket, RefreshRequest? From) : RefreshOutcome;

    /// <summary>WorkOS could not be reached, or answered with an error that does not end the session.</summary>
    /// <param name="RetryAfter">How long not to ask WorkOS.</param>
    /// <param name="Failure">The error, if there is one.</param>
    public sealed record Postponed(TimeSpan RetryAfter, WorkOsApiException? Failure = null) : RefreshOutcome
    {
        /// <summary>
        /// Whether WorkOS may have issued tokens in an answer that was lost. It repeats that answer for a while when the same refresh token
        /// is sent.
        /// </summary>
        public bool IsAnswerLost { get; init; }

        /// <summary>Whether the session store or code of the app failed, so that the state of the session is not known.</summary>
        public bool IsBroken { get; init; }
    }

    /// <summary>Another machine is refreshing the session, which goes on with its present token.</summary>
    /// <param name="Wait">How long to leave the refresh to the other machine. Positive, and less than the remaining lifetime of the access token.</param>
    public sealed record LeftToAnother(TimeSpan Wait) : RefreshOutcome;

    /// <summary>WorkOS refused another organization; the session goes on in its own.</summary>
    /// <param name="Failure">The error of WorkOS.</param>
    public sealed record Refused(WorkOsApiException Failure) : RefreshOutcome;

    /// <summary>The session is over.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Failure">The error of WorkOS, if it refused.</param>
    public sealed record Ended(WorkOsSessionEndReason Reason, WorkOsApiException? Failure = null) : RefreshOutcome
    {
        /// <summary>The session is over, and the granted tokens are not used.</summary>
        public static Ended Without(ISessionGrant grant, WorkOsSessionEndReason reason)
        {
            grant.Abandon();
            return new Ended(reason);
        }
    }
}
