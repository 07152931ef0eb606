namespace WorkOs.AspNetCore;

/// <summary>What a look at the session of a circuit has found.</summary>
internal abstract record SessionVerdict
{
    private SessionVerdict()
    {
    }

    /// <summary>The session lives, with this ticket.</summary>
    /// <param name="Ticket">The ticket, shared by everyone who looked: clone before use.</param>
    public sealed record Lives(AuthenticationTicket Ticket) : SessionVerdict;

    /// <summary>WorkOS or the cache cannot be asked, and what was known of the session has expired. It may go on later.</summary>
    public sealed record Unknown : SessionVerdict;

    /// <summary>The session is over, or is not the one that the circuit began with.</summary>
    public sealed record Over : SessionVerdict;
}
