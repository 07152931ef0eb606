namespace WorkOs.AspNetCore;

/// <summary>Names the cache entries that every request with a ticket reads besides the ticket, so that all are read in one round trip.</summary>
internal interface ITicketMarks
{
    /// <summary>The prefix of each name, before the hash.</summary>
    string Prefix { get; }

    /// <summary>The names; empty for a ticket that needs no other entries.</summary>
    ValueTask<IReadOnlyList<string>> FindNamesAsync(AuthenticationTicket ticket);
}
