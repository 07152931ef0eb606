using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
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
        await WriteAsync(key, ticket);
        return key;
    }

    /// <summary>
    /// Stores the ticket over an older one. What has been removed meanwhile stays removed, and what another request has
    /// refreshed meanwhile stays as it is.
    /// </summary>
    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        if (await ReadAsync(key) is { } stored
            && !(SessionTimes.GetExpiry(stored.Properties) > SessionTimes.GetExpiry(ticket.Properties)))
        {
            await WriteAsync(key, ticket);
        }
    }

    // The cookie handler also renews when somebody signs in with a browser that brought an id along. A ticket that did
    // not come from under that id begins a session of its own.
    async Task ITicketStore.RenewAsync(string key, AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        if (KeyOf(ticket.Properties) == key)
        {
            await RenewAsync(key, ticket);
        }
        else
        {
            SessionCookieManager.Announce(httpContext, await StoreAsync(ticket));
        }
    }

    /// <summary>The ticket; <see langword="null"/> also while the cache cannot be asked, so that the request goes on as nobody's.</summary>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        try
        {
            return await ReadAsync(key);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            Log.SessionStoreUnavailable(logger, exception);
            return null;
        }
    }

    public Task RemoveAsync(string key) => cache.RemoveAsync(NameOf(key));

    /// <summary>The ticket as the cache has it.</summary>
    public async Task<AuthenticationTicket?> ReadAsync(string key)
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

    private Task WriteAsync(string key, AuthenticationTicket ticket)
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

    private static string NameOf(string key) => Prefix + Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(key)));

    // Bound to its name, so that what is stored for one session cannot be put in the place of another.
    private IDataProtector ProtectorOf(string name) => _protector.CreateProtector(name);
}
