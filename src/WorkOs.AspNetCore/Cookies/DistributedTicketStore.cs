using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore;

/// <summary>
/// Stores the tickets of one cookie scheme in the shared cache, protected, under the hash of an id that only the browser has. Access to the cache
/// alone is not enough to read a session or to take it over.
/// </summary>
/// <remarks>
/// A stored ticket is bound to its cookie scheme (by its name in the cache, by its protection, and by the scheme inside the ticket) and to its id
/// (by its name, which the protected value repeats). It expires with the ticket, or after 14 days if the ticket has no expiration. It is removed at
/// sign-out, and at the next sign-in of the browser that has its id.
/// </remarks>
internal sealed class DistributedTicketStore(
    string cookieScheme,
    SessionCache cache,
    IDataProtectionProvider protection,
    TimeProvider time,
    ILogger<DistributedTicketStore> logger,
    ITicketMarks? marks = null) : ITicketStore
{
    // The number is the version of names and protection. Entries of another version are not found.
    private const string Prefix = "workos:session:3:";

    // Each further attempt follows a concurrent write by another request.
    private const int MaxAttempts = 10;
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(14);

    private readonly StoredTicketFormat _format = new(protection, cookieScheme, logger);

    /// <summary>The cookie scheme whose sessions this store holds.</summary>
    public string CookieScheme => cookieScheme;

    /// <summary>The value of the session cookie from this request on; <see langword="null"/> where it does not change.</summary>
    public string? FindCookie(HttpContext context) => SessionsOfRequest.Find(context, this)?.Cookie?.ToText();

    /// <summary>The name of a ticket's cache entry.</summary>
    public string CacheNameOf(string key) => NameOf(IdOf(key));

    /// <summary>The marks that were read together with the ticket of this request.</summary>
    public ReadMarks? FindMarks(HttpContext context) => SessionsOfRequest.Find(context, this)?.Marks;

    /// <summary>The ticket as this request has read it, without the changes that the request made to its copy.</summary>
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

    // Called for a sign-in where no session could be read. The browser may have sent the id of a session all the same; that session is removed.
    async Task<string> ITicketStore.StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var id = await StoreAsync(ticket);
        await TryRemoveAsync(SessionsOfRequest.Find(httpContext, this)?.Unread);
        return (await TextOfAsync(id, ticket)).ToText();
    }

    /// <summary>
    /// Replaces the stored ticket. A ticket that has been removed meanwhile is not stored again, and a ticket that another request has refreshed
    /// meanwhile is not overwritten.
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

    // The cookie handler also calls this for a sign-in if the browser sent the id of a session. A ticket that was not read under that id begins a
    // new session with a new id, and the session that the browser sent is removed.
    async Task ITicketStore.RenewAsync(string key, AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var sessions = SessionsOfRequest.Get(httpContext, this);
        var current = sessions.NewId ?? IdOf(key);
        if (ticket.Properties.Items.TryGetValue(StoredTicket.KeyItem, out var own) && own == current)
        {
            // A refresh raises the version of a ticket with tokens. A sign-in by the app raises that of any other ticket, so that a concurrent request
            // that renews the session does not overwrite this sign-in.
            if (!sessions.IsResponseStarting && marks?.IsRefreshed(ticket) != true)
            {
                StoredTicket.Follow(ticket.Properties);
            }

            await RenewAsync(current, ticket, sessions.IsResponseStarting);
        }
        else
        {
            sessions.NewId = await StoreAsync(ticket);
            await TryRemoveAsync(current);
        }

        sessions.Cookie = await TextOfAsync(sessions.NewId ?? current, ticket);
    }

    /// <summary>Replaces the stored ticket if the new ticket follows it, atomically where the cache supports that.</summary>
    /// <returns>
    /// The ticket that is stored now: the new one, or one that it does not follow; <see langword="null"/> where none is stored any more.
    /// </returns>
    /// <exception cref="CryptographicException">The stored ticket is protected with a key that this machine does not have.</exception>
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
    /// Reads the ticket from the cache. Throws if the cache cannot be read, unlike the overload for the cookie handler, which then continues as
    /// unauthenticated.
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
                sessions.Stored = _format.TryUnprotect(names[0], values[0]);
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
        if (SessionsOfRequest.Find(httpContext, this)?.NewId is { } newId)
        {
            await RemoveAsync(newId);
        }
    }

    private static string IdOf(string key) => SessionCookieText.TryParse(key)?.Id ?? key;

    private async Task<StoredTicket?> FindAsync(string name)
    {
        var value = await cache.GetAsync(name);

        // A ticket that this machine cannot decrypt still exists, so it is not treated as removed.
        return _format.TryUnprotect(name, value) ?? (value is null ? null : throw new CryptographicException("A stored session was protected with a key that this machine does not have."));
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
            // The cookie handler renews because the response starts, not because a user signs in: the stored session stays unchanged.
            Log.SessionNotRenewed(logger, cookieScheme, exception);
        }
    }

    // The new session is already stored, so a failure of the cache must not fail the sign-in.
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
