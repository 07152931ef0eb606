namespace WorkOs.AspNetCore;

/// <summary>A ticket as the cache had it.</summary>
/// <param name="Ticket">The ticket. It belongs to whoever read it, and may change in the request.</param>
/// <param name="Protected">The value in the cache, which a newer one replaces.</param>
/// <param name="Plain">The value without its protection, from which the ticket can be read again.</param>
internal sealed record StoredTicket(AuthenticationTicket Ticket, byte[] Protected, byte[] Plain)
{
    public override string ToString() => nameof(StoredTicket);
}
