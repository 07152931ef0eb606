namespace WorkOs.AspNetCore;

/// <summary>The result of a check of a circuit's session.</summary>
internal abstract record SessionVerdict
{
    private SessionVerdict()
    {
    }

    /// <summary>The session is valid, with this ticket.</summary>
    /// <param name="Ticket">The ticket, shared by concurrent checks. Clone it before use.</param>
    public sealed record Lives(AuthenticationTicket Ticket) : SessionVerdict;

    /// <summary>WorkOS or the cache did not answer, and the ticket of the last check has expired. The session may become valid again.</summary>
    public sealed record Unknown : SessionVerdict;

    /// <summary>The session has ended, or is not the one that the circuit began with.</summary>
    public sealed record Over : SessionVerdict;
}
