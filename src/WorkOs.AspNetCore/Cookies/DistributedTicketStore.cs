using System.Buffers.Binary;
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
/// Keeps the tickets of one cookie scheme in the app's distributed cache, protected, under the hash of an id that only the
/// browser has: who can read the cache can neither read a session nor take it over.
/// </summary>
/// <remarks>
/// A stored ticket is bound to its cookie scheme, by its name in the cache, by its protection, and by the scheme that it
/// names itself; and to its id, by name and protection. It lives as long as the ticket, 14 days where that has no end.
/// Sign-out ends it, and the next sign-in of the browser that has its id.
/// </remarks>
internal sealed class DistributedTicketStore(
    string cookieScheme,
    IDistributedCache cache,
    IDataProtectionProvider protection,
    TimeProvider time,
    ILogger<DistributedTicketStore> logger) : ITicketStore
{
    private const string KeyItem = ".wos.key";

    // The number belongs to how names and protection are made: what was stored in another way is not even found.
    private const string Prefix = "workos:session:2:";
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(14);

    private readonly IDataProtector _protector = protection.CreateProtector("WorkOs.AspNetCore.Sessions", "v2", cookieScheme);

    /// <summary>The cookie scheme whose sessions are here, and nobody else's.</summary>
    public string CookieScheme => cookieScheme;

    /// <summary>The id under which a ticket is kept, for a ticket that came from a store.</summary>
    public static string? KeyOf(AuthenticationProperties properties) => properties.Items.TryGetValue(KeyItem, out var key) ? key : null;

    /// <summary>The id of the session that began in this request, for the cookie; <see langword="null"/> when none did.</summary>
    public string? FindBegun(HttpContext context) => SessionsOfRequest.Find(context, this)?.Begun;

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SessionIdFormat.IdBytes));
        await WriteAsync(key, ticket);
        return key;
    }

    // For a sign-in without a session that could be read. The browser may have brought one all the same.
    async Task<string> ITicketStore.StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var key = await StoreAsync(ticket);
        await TryRemoveAsync(SessionsOfRequest.Find(httpContext, this)?.Unread);
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
    // not come from under that id begins a session of its own, and takes the place of the one that was brought.
    async Task ITicketStore.RenewAsync(string key, AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var current = FindBegun(httpContext) ?? key;
        if (KeyOf(ticket.Properties) == current)
        {
            await RenewAsync(current, ticket);
            return;
        }

        SessionsOfRequest.Get(httpContext, this).Begun = await StoreAsync(ticket);
        await TryRemoveAsync(current);
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

    async Task<AuthenticationTicket?> ITicketStore.RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var ticket = await RetrieveAsync(key);
        if (ticket is null)
        {
            SessionsOfRequest.Get(httpContext, this).Unread = key;
        }

        return ticket;
    }

    public Task RemoveAsync(string key) => cache.RemoveAsync(NameOf(key));

    async Task ITicketStore.RemoveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        await RemoveAsync(key);
        if (FindBegun(httpContext) is { } begun)
        {
            await RemoveAsync(begun);
        }
    }

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
            var ticket = TicketSerializer.Default.Deserialize(ProtectorOf(name).Unprotect(bytes));
            return ticket?.AuthenticationScheme == cookieScheme ? ticket : null;
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

    // The session that takes its place is stored by now, and the person need not pay for a cache that falters.
    private async Task TryRemoveAsync(string? key)
    {
        try
        {
            if (key is not null)
            {
                await RemoveAsync(key);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.FormerSessionNotRemoved(logger, cookieScheme, exception);
        }
    }

    // Of scheme and id together, with the length of the first, so that no two pairs are the same bytes.
    private string NameOf(string key)
    {
        var bytes = new byte[sizeof(int) + Encoding.UTF8.GetMaxByteCount(cookieScheme.Length + key.Length)];
        var schemeLength = Encoding.UTF8.GetBytes(cookieScheme, bytes.AsSpan(sizeof(int)));
        BinaryPrimitives.WriteInt32LittleEndian(bytes, schemeLength);
        var keyLength = Encoding.UTF8.GetBytes(key, bytes.AsSpan(sizeof(int) + schemeLength));
        return Prefix + Base64Url.EncodeToString(SHA256.HashData(bytes.AsSpan(0, sizeof(int) + schemeLength + keyLength)));
    }

    // Bound to its name, so that what is stored for one session cannot be put in the place of another.
    private IDataProtector ProtectorOf(string name) => _protector.CreateProtector(name);
}
