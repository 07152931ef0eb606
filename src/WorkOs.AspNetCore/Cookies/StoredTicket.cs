using System.Globalization;

namespace WorkOs.AspNetCore;

/// <summary>A ticket as the cache had it.</summary>
/// <param name="Ticket">The ticket. It belongs to whoever read it, and may change in the request.</param>
/// <param name="Protected">The value in the cache, which a newer one replaces.</param>
/// <param name="Plain">The value without its protection, from which the ticket can be read again.</param>
internal sealed record StoredTicket(AuthenticationTicket Ticket, byte[] Protected, byte[] Plain)
{
    /// <summary>The item of a ticket that came from a store: the id under which it is kept.</summary>
    public const string KeyItem = ".wos.key";

    // Orders the tickets of one session: a number, which grows with each ticket that follows another.
    private const string VersionItem = ".wos.ver";

    /// <summary>The number of a ticket. A request's ticket does not replace one with a greater number.</summary>
    public static long VersionOf(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(VersionItem, out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    /// <summary>Makes the number of a ticket greater than that of the one that it follows; does nothing to a ticket that is not stored.</summary>
    public static void Follow(AuthenticationProperties properties)
    {
        if (properties.Items.ContainsKey(KeyItem))
        {
            properties.Items[VersionItem] = (VersionOf(properties) + 1).ToString(CultureInfo.InvariantCulture);
        }
    }

    public override string ToString() => nameof(StoredTicket);
}
