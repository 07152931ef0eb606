namespace WorkOs.AspNetCore;

/// <summary>
/// What the store of a ticket has to know of its session: the cache entries that every request reads besides the ticket, so that all are read in one
/// round trip, and whether the session is refreshed.
/// </summary>
internal interface ITicketMarks
{
    /// <summary>The prefix of each name, before the hash.</summary>
    string Prefix { get; }

    /// <summary>The names; empty for a ticket that needs no other entries.</summary>
    ValueTask<IReadOnlyList<string>> FindNamesAsync(AuthenticationTicket ticket);

    /// <summary>Whether the ticket has a refresh token, so that each refresh raises its version.</summary>
    bool IsRefreshed(AuthenticationTicket ticket);
}
