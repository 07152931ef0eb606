namespace WorkOs.AspNetCore;

/// <summary>How an attempt to refresh a session ended.</summary>
internal abstract record RefreshOutcome
{
    private RefreshOutcome()
    {
    }

    /// <summary>Tells Diagnostics how the attempt ended.</summary>
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

    /// <summary>There is a newer ticket, by this attempt or by another one that was faster.</summary>
    /// <param name="Ticket">The newer ticket, shared by everyone who waited: clone before use.</param>
    /// <param name="From">What was refreshed, where the ticket is to be stored in its place; <see langword="null"/> when it is stored.</param>
    public sealed record Refreshed(AuthenticationTicket Ticket, RefreshRequest? From) : RefreshOutcome;

    /// <summary>WorkOS could not be reached, or had trouble; the session may go on.</summary>
    /// <param name="RetryAfter">How long to leave WorkOS alone.</param>
    /// <param name="Failure">What WorkOS said, if it did.</param>
    public sealed record Postponed(TimeSpan RetryAfter, WorkOsApiException? Failure = null) : RefreshOutcome
    {
        /// <summary>
        /// Whether WorkOS may have new tokens for the session whose answer was lost, and gives them again for a while to whoever sends
        /// the same refresh token.
        /// </summary>
        public bool IsAnswerLost { get; init; }

        /// <summary>Whether it was not WorkOS but the cache, or code of the app, that failed: nobody knows what the session is.</summary>
        public bool IsBroken { get; init; }
    }

    /// <summary>Another machine is refreshing the session, which goes on with its present token.</summary>
    /// <param name="Wait">How long to leave it to the other machine, positive. The present token lives longer.</param>
    public sealed record LeftToAnother(TimeSpan Wait) : RefreshOutcome;

    /// <summary>WorkOS refused another organization; the session goes on in its own.</summary>
    /// <param name="Failure">What WorkOS said.</param>
    public sealed record Refused(WorkOsApiException Failure) : RefreshOutcome;

    /// <summary>The session is over.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Failure">What WorkOS said, where it refused.</param>
    public sealed record Ended(WorkOsSessionEndReason Reason, WorkOsApiException? Failure = null) : RefreshOutcome
    {
        /// <summary>The session is over, and does not take what it was granted.</summary>
        public static Ended Without(ISessionGrant grant, WorkOsSessionEndReason reason)
        {
            grant.Abandon();
            return new Ended(reason);
        }
    }
}
