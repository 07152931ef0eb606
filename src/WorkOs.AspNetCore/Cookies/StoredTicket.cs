using System.Globalization;

namespace WorkOs.AspNetCore;

/// <summary>A ticket as it was read from the cache.</summary>
/// <param name="Ticket">The ticket. It belongs to the request that read it, and the request may change it.</param>
/// <param name="Protected">The protected value in the cache, which a newer value replaces.</param>
/// <param name="Plain">The decrypted value, from which the ticket can be read again.</param>
internal sealed record StoredTicket(AuthenticationTicket Ticket, byte[] Protected, byte[] Plain)
{
    /// <summary>The item of a stored ticket that holds its id.</summary>
    public const string KeyItem = ".wos.key";

    // Orders the tickets of one session: the number grows with each ticket that follows another.
    private const string VersionItem = ".wos.ver";

    /// <summary>The version of a ticket. A ticket is not replaced by one with a lower version.</summary>
    public static long VersionOf(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(VersionItem, out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    /// <summary>Sets the version of a ticket above that of the ticket it follows; does nothing if the ticket is not stored.</summary>
    public static void Follow(AuthenticationProperties properties)
    {
        if (properties.Items.ContainsKey(KeyItem))
        {
            properties.Items[VersionItem] = (VersionOf(properties) + 1).ToString(CultureInfo.InvariantCulture);
        }
    }

    public override string ToString() => nameof(StoredTicket);
}
