using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;

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
    /// <summary>The item of a ticket that came from a store: the id under which it is kept.</summary>
    public const string KeyItem = ".wos.key";

    /// <summary>
    /// The item that orders the tickets of one session: a number, which grows with each ticket that follows another. A
    /// ticket does not replace one with a greater number.
    /// </summary>
    public const string VersionItem = ".wos.exp";

    /// <summary>
    /// The item of a stored ticket whose refresh token has been sent. It belongs to the stored ticket and that token: no request takes it
    /// away, or brings it along.
    /// </summary>
    public const string SentItem = ".wos.sent";

    private const string RefreshTokenName = "refresh_token";

    // The number belongs to how names and protection are made: what was stored in another way is not even found.
    private const string Prefix = "workos:session:2:";
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(14);

    private readonly IDataProtector _protector = protection.CreateProtector("WorkOs.AspNetCore.Sessions", "v2", cookieScheme);

    /// <summary>The cookie scheme whose sessions are here, and nobody else's.</summary>
    public string CookieScheme => cookieScheme;

    /// <summary>The id of the session that began in this request, for the cookie; <see langword="null"/> when none did.</summary>
    public string? FindBegun(HttpContext context) => SessionsOfRequest.Find(context, this)?.Begun;

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SessionIdFormat.IdBytes));
        await WriteAsync(key, ticket, isNew: true);
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
    public Task RenewAsync(string key, AuthenticationTicket ticket) => WriteAsync(key, ticket, isNew: false);

    // The cookie handler also renews when somebody signs in with a browser that brought an id along. A ticket that did
    // not come from under that id begins a session of its own, and takes the place of the one that was brought.
    async Task ITicketStore.RenewAsync(string key, AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var current = FindBegun(httpContext) ?? key;
        if (ticket.Properties.Items.TryGetValue(KeyItem, out var own) && own == current)
        {
            await WriteAsync(current, ticket, isNew: false, isOfRequest: true);
            return;
        }

        SessionsOfRequest.Get(httpContext, this).Begun = await StoreAsync(ticket);
        await TryRemoveAsync(current);
    }

    /// <summary>
    /// The ticket as the cache has it. Throws while the cache cannot be read, unlike the call of the cookie handler, which
    /// goes on as if nobody were signed in.
    /// </summary>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var entry = new Entry(this, key);
        if (await cache.GetAsync(entry.Name) is not { } bytes)
        {
            return null;
        }

        try
        {
            var ticket = TicketSerializer.Default.Deserialize(entry.Protector.Unprotect(bytes));
            return ticket?.AuthenticationScheme == cookieScheme ? ticket : null;
        }
        catch (CryptographicException)
        {
            Log.StoredSessionUnreadable(logger);
            return null;
        }
    }

    async Task<AuthenticationTicket?> ITicketStore.RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        VaryByCookie.Mark(httpContext.Response);
        AuthenticationTicket? ticket = null;
        try
        {
            ticket = await RetrieveAsync(key);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            Log.SessionStoreUnavailable(logger, exception);
        }

        if (ticket is null)
        {
            SessionsOfRequest.Get(httpContext, this).Unread = key;
        }

        return ticket;
    }

    public Task RemoveAsync(string key) => cache.RemoveAsync(new Entry(this, key).Name);

    async Task ITicketStore.RemoveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        await RemoveAsync(key);
        if (FindBegun(httpContext) is { } begun)
        {
            await RemoveAsync(begun);
        }
    }

    /// <summary>Stores a new ticket, or one over an older one, as <see cref="RenewAsync"/> says.</summary>
    public Task WriteAsync(string key, AuthenticationTicket ticket, bool isNew) => WriteAsync(key, ticket, isNew, isOfRequest: false);

    private async Task WriteAsync(string key, AuthenticationTicket ticket, bool isNew, bool isOfRequest)
    {
        var stored = isNew ? null : await RetrieveAsync(key);
        if (!isNew && (stored is null || VersionOf(stored) > VersionOf(ticket)))
        {
            return;
        }

        if (isOfRequest)
        {
            TakeMark(stored!.Properties, ticket.Properties);
        }

        ticket.Properties.Items[KeyItem] = key;
        var entry = new Entry(this, key);
        var lifetime = ticket.Properties.ExpiresUtc - time.GetUtcNow() ?? DefaultLifetime;
        await (lifetime <= TimeSpan.Zero
            ? cache.RemoveAsync(entry.Name)
            : cache.SetAsync(
                entry.Name,
                entry.Protector.Protect(TicketSerializer.Default.Serialize(ticket)),
                new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime }));

        static long? VersionOf(AuthenticationTicket ticket) =>
            ticket.Properties.Items.TryGetValue(VersionItem, out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }

    // A request knows the mark as it was when the request came.
    private static void TakeMark(AuthenticationProperties stored, AuthenticationProperties properties)
    {
        properties.Items.Remove(SentItem);
        if (stored.Items.TryGetValue(SentItem, out var mark) && stored.GetTokenValue(RefreshTokenName) == properties.GetTokenValue(RefreshTokenName))
        {
            properties.Items[SentItem] = mark;
        }
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

    /// <summary>Where a ticket is in the cache. Its protection is bound to its name, so that it is worth nothing in the place of another.</summary>
    private readonly struct Entry
    {
        private readonly IDataProtector _protector;

        public Entry(DistributedTicketStore store, string key)
        {
            // Of scheme and id together, with the length of the first, so that no two pairs are the same bytes.
            var scheme = store.CookieScheme;
            var bytes = new byte[sizeof(int) + Encoding.UTF8.GetMaxByteCount(scheme.Length + key.Length)];
            var schemeLength = Encoding.UTF8.GetBytes(scheme, bytes.AsSpan(sizeof(int)));
            BinaryPrimitives.WriteInt32LittleEndian(bytes, schemeLength);
            var keyLength = Encoding.UTF8.GetBytes(key, bytes.AsSpan(sizeof(int) + schemeLength));
            Name = Prefix + Base64Url.EncodeToString(SHA256.HashData(bytes.AsSpan(0, sizeof(int) + schemeLength + keyLength)));
            _protector = store._protector;
        }

        public string Name { get; }

        public IDataProtector Protector => _protector.CreateProtector(Name);
    }
}
