using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore;

/// <summary>
/// Keeps the tickets of one cookie scheme in the shared cache, protected, under the hash of an id that only the
/// browser has: who can read the cache can neither read a session nor take it over.
/// </summary>
/// <remarks>
/// A stored ticket is bound to its cookie scheme, by its name in the cache, by its protection, and by the scheme that it
/// names itself; and to its id, by its name and the name inside its protection. It lives as long as the ticket, 14 days where that has
/// no end. Sign-out ends it, and the next sign-in of the browser that has its id.
/// </remarks>
internal sealed class DistributedTicketStore(
    string cookieScheme,
    SessionCache cache,
    IDataProtectionProvider protection,
    TimeProvider time,
    ILogger<DistributedTicketStore> logger,
    ITicketMarks? marks = null) : ITicketStore
{
    // The number belongs to how names and protection are made: what was stored in another way is not even found.
    private const string Prefix = "workos:session:3:";

    // Each attempt after the first follows a write of somebody else's.
    private const int MaxAttempts = 10;
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(14);

    private readonly StoredTicketFormat _format = new(protection, cookieScheme);

    /// <summary>The cookie scheme whose sessions are here, and nobody else's.</summary>
    public string CookieScheme => cookieScheme;

    /// <summary>What the cookie says from this request on; <see langword="null"/> where it goes on as it is.</summary>
    public string? FindCookie(HttpContext context) => SessionsOfRequest.Find(context, this)?.Cookie?.ToText();

    /// <summary>What the ticket of a key is called in the cache.</summary>
    public string CacheNameOf(string key) => NameOf(IdOf(key));

    /// <summary>What was read together with the ticket of this request.</summary>
    public ReadMarks? FindMarks(HttpContext context) => SessionsOfRequest.Find(context, this)?.Marks;

    /// <summary>The ticket of this request as it was read, without what the request did to its own.</summary>
    public AuthenticationTicket? FindRead(HttpContext context) =>
        SessionsOfRequest.Find(context, this)?.Stored is { } stored ? _format.ReadAgain(stored) : null;

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SessionCookieText.IdBytes));
        ticket.Properties.Items[StoredTicket.KeyItem] = id;
        var lifetime = LifetimeOf(ticket);
        if (lifetime > TimeSpan.Zero)
        {
            var name = NameOf(id);
            await cache.SetAsync(name, _format.Protect(name, ticket), lifetime);
        }

        return id;
    }

    // For a sign-in without a session that could be read. The browser may have brought one all the same.
    async Task<string> ITicketStore.StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var id = await StoreAsync(ticket);
        await TryRemoveAsync(SessionsOfRequest.Find(httpContext, this)?.Unread);
        return (await TextOfAsync(id, ticket)).ToText();
    }

    /// <summary>
    /// Stores the ticket over an older one. What has been removed meanwhile stays removed, and what another request has
    /// refreshed meanwhile stays as it is.
    /// </summary>
    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        try
        {
            await ReplaceAsync(key, ticket, stored => StoredTicket.VersionOf(stored.Properties) <= StoredTicket.VersionOf(ticket.Properties));
        }
        catch (CryptographicException)
        {
            // A machine with newer keys has renewed it.
        }
    }

    // The cookie handler also renews when somebody signs in with a browser that brought an id along. A ticket that did
    // not come from under that id begins a session of its own, and takes the place of the one that was brought.
    async Task ITicketStore.RenewAsync(string key, AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var sessions = SessionsOfRequest.Get(httpContext, this);
        var current = sessions.Begun ?? IdOf(key);
        if (ticket.Properties.Items.TryGetValue(StoredTicket.KeyItem, out var own) && own == current)
        {
            await RenewAsync(current, ticket, sessions.IsResponseStarting);
        }
        else
        {
            sessions.Begun = await StoreAsync(ticket);
            await TryRemoveAsync(current);
        }

        sessions.Cookie = await TextOfAsync(sessions.Begun ?? current, ticket);
    }

    /// <summary>Stores the ticket in the place of one that it follows, atomically where the cache can do that.</summary>
    /// <returns>The ticket that is there now: this one, or another that it does not follow; <see langword="null"/> where there is none any more.</returns>
    /// <exception cref="CryptographicException">There is one that this machine has no keys for.</exception>
    public async Task<AuthenticationTicket?> ReplaceAsync(string key, AuthenticationTicket ticket, Func<AuthenticationTicket, bool> follows)
    {
        var id = IdOf(key);
        var name = NameOf(id);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await FindAsync(name) is not { } stored)
            {
                return null;
            }

            if (!follows(stored.Ticket))
            {
                return stored.Ticket;
            }

            var lifetime = LifetimeOf(ticket);
            if (lifetime <= TimeSpan.Zero)
            {
                await cache.RemoveAsync(name);
                return null;
            }

            ticket.Properties.Items[StoredTicket.KeyItem] = id;
            if (await cache.TrySetAsync(name, stored.Protected, _format.Protect(name, ticket), lifetime))
            {
                return ticket;
            }
        }

        throw new InvalidOperationException($"The stored session of cookie scheme '{cookieScheme}' changed with each of {MaxAttempts} attempts to renew it.");
    }

    /// <summary>
    /// The ticket as the cache has it. Throws while the cache cannot be read, unlike the call of the cookie handler, which
    /// goes on as if nobody were signed in.
    /// </summary>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key) => (await FindAsync(NameOf(IdOf(key))))?.Ticket;

    async Task<AuthenticationTicket?> ITicketStore.RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var sessions = SessionsOfRequest.Get(httpContext, this);
        sessions.WatchResponse();
        try
        {
            if (SessionCookieText.TryParse(key) is { } cookie)
            {
                var names = cookie.NamesWith(NameOf(cookie.Id), marks?.Prefix);
                var values = await cache.GetAsync(names);
                sessions.Stored = Open(names[0], values[0]);
                sessions.Marks = names.Length > 1 ? new ReadMarks(names, values) : null;
            }
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            Log.SessionStoreUnavailable(logger, exception);
            UnreadableSession.Mark(httpContext);
        }

        sessions.Unread = sessions.Stored is null ? IdOf(key) : null;
        return sessions.Stored?.Ticket;
    }

    public async Task RemoveAsync(string key) => await cache.RemoveAsync(NameOf(IdOf(key)));

    async Task ITicketStore.RemoveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        await RemoveAsync(key);
        if (SessionsOfRequest.Find(httpContext, this)?.Begun is { } begun)
        {
            await RemoveAsync(begun);
        }
    }

    private static string IdOf(string key) => SessionCookieText.TryParse(key)?.Id ?? key;

    private async Task<StoredTicket?> FindAsync(string name)
    {
        var value = await cache.GetAsync(name);

        // What this machine cannot read is not gone, and is not treated as if it were.
        return Open(name, value) ?? (value is null ? null : throw new CryptographicException("A stored session was protected with a key that this machine does not have."));
    }

    private StoredTicket? Open(string name, byte[]? value)
    {
        if (value is null)
        {
            return null;
        }

        try
        {
            return _format.Unprotect(name, value);
        }
        catch (CryptographicException)
        {
            Log.StoredSessionUnreadable(logger);
            return null;
        }
    }

    private string NameOf(string id) => CacheName.Of(Prefix, cookieScheme, id);

    private async ValueTask<SessionCookieText> TextOfAsync(string id, AuthenticationTicket ticket) =>
        SessionCookieText.Of(id, marks is null ? [] : await marks.FindNamesAsync(ticket));

    private TimeSpan LifetimeOf(AuthenticationTicket ticket) => ticket.Properties.ExpiresUtc - time.GetUtcNow() ?? DefaultLifetime;

    private async Task RenewAsync(string id, AuthenticationTicket ticket, bool isResponseStarting)
    {
        try
        {
            await RenewAsync(id, ticket);
        }
        catch (Exception exception) when (isResponseStarting && exception is not OutOfMemoryException)
        {
            // The cookie handler renews when the response starts, and not because somebody signs in: the session stays as it was.
            Log.SessionNotRenewed(logger, cookieScheme, exception);
        }
    }

    // The session that takes its place is stored by now, and the person need not pay for a cache that falters.
    private async Task TryRemoveAsync(string? id)
    {
        try
        {
            if (id is not null)
            {
                await RemoveAsync(id);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.FormerSessionNotRemoved(logger, cookieScheme, exception);
        }
    }
}
