using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore;

/// <summary>
/// Keeps tickets in the app's distributed cache, protected, under the hash of an id that only the browser has: who can
/// read the cache can neither read a session nor take it over.
/// </summary>
internal sealed class DistributedTicketStore(
    IDistributedCache cache, IDataProtectionProvider protection, TimeProvider time, ILogger<DistributedTicketStore> logger) : ITicketStore
{
    private const string KeyItem = ".wos.key";
    private const string Prefix = "workos:session:";
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(14);

    private readonly IDataProtector _protector = protection.CreateProtector("WorkOs.AspNetCore.Sessions", "v1");

    /// <summary>The id under which a ticket is kept, for a ticket that came from a store.</summary>
    public static string? KeyOf(AuthenticationProperties properties) => properties.Items.TryGetValue(KeyItem, out var key) ? key : null;

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SessionIdFormat.IdBytes));
        await RenewAsync(key, ticket);
        return key;
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        ticket.Properties.Items[KeyItem] = key;
        var name = NameOf(key);
        var lifetime = ticket.Properties.ExpiresUtc - time.GetUtcNow() ?? DefaultLifetime;
        return lifetime <= TimeSpan.Zero
            ? cache.RemoveAsync(name)
            : cache.SetAsync(
                name,
                ProtectorOf(name).Protect(TicketSerializer.Default.Serialize(ticket)),
                new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime });
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var name = NameOf(key);
        if (await cache.GetAsync(name) is not { } bytes)
        {
            return null;
        }

        try
        {
            return TicketSerializer.Default.Deserialize(ProtectorOf(name).Unprotect(bytes));
        }
        catch (CryptographicException)
        {
            Log.StoredSessionUnreadable(logger);
            return null;
        }
    }

    public Task RemoveAsync(string key) => cache.RemoveAsync(NameOf(key));

    private static string NameOf(string key) => Prefix + Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(key)));

    // Bound to its name, so that what is stored for one session cannot be put in the place of another.
    private IDataProtector ProtectorOf(string name) => _protector.CreateProtector(name);
}
