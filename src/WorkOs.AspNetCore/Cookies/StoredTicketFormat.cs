using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore;

/// <summary>
/// Serializes tickets for the cache. A ticket is protected for its cookie scheme, together with its name in the cache, so that it is not valid
/// under another name.
/// </summary>
internal sealed class StoredTicketFormat(IDataProtectionProvider protection, string cookieScheme, ILogger logger)
{
    private static readonly CompactTicketSerializer Serializer = new();

    private readonly IDataProtector _protector = protection.CreateProtector("WorkOs.AspNetCore.Sessions", "v3", cookieScheme);

    public byte[] Protect(string name, AuthenticationTicket ticket)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(name);
        Serializer.Write(writer, ticket);
        writer.Flush();
        return _protector.Protect(stream.ToArray());
    }

    /// <summary>Reads a ticket; <see langword="null"/> if there is none, or none that was protected for this scheme and name.</summary>
    public StoredTicket? TryUnprotect(string name, byte[]? value)
    {
        if (value is null)
        {
            return null;
        }

        try
        {
            var plain = _protector.Unprotect(value);
            using var reader = new BinaryReader(new MemoryStream(plain, writable: false));
            return reader.ReadString() == name && Serializer.Read(reader) is { } ticket && ticket.AuthenticationScheme == cookieScheme
                ? new StoredTicket(ticket, value, plain)
                : null;
        }
        catch (CryptographicException)
        {
            Log.StoredSessionUnreadable(logger);
            return null;
        }
    }

    /// <summary>Reads the ticket again, without later changes to it.</summary>
    public AuthenticationTicket ReadAgain(StoredTicket stored)
    {
        using var reader = new BinaryReader(new MemoryStream(stored.Plain, writable: false));
        reader.ReadString();
        return Serializer.Read(reader)!;
    }
}
