namespace WorkOs.AspNetCore;

/// <summary>Names what every request with a ticket reads of the shared cache beside the ticket, so that both are read in one round trip.</summary>
internal interface ITicketMarks
{
    /// <summary>What each name begins with; a hash follows.</summary>
    string Prefix { get; }

    /// <summary>The names; none for a ticket that nothing is read for.</summary>
    ValueTask<IReadOnlyList<string>> FindNamesAsync(AuthenticationTicket ticket);
}
