using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// The changes that one request has made to the stored sessions of one cookie scheme, and that the cookie handler does not know of. Bound to the
/// request and to the store.
/// </summary>
internal sealed class SessionsOfRequest(HttpResponse response)
{
    private static readonly Func<object, Task> StartResponse = static started =>
    {
        var sessions = (SessionsOfRequest)started;
        sessions.IsResponseStarting = true;
        VaryByCookie.Add(sessions.Response);
        return Task.CompletedTask;
    };

    private HttpResponse Response { get; } = response;

    /// <summary>The session id that the browser sent, if no ticket could be read for it. The ticket may exist all the same.</summary>
    public string? Unread { get; set; }

    /// <summary>The id of the new session that replaces the one that the browser sent.</summary>
    public string? NewId { get; set; }

    /// <summary>The new value of the cookie, if it differs from what the browser sent.</summary>
    public SessionCookieText? Cookie { get; set; }

    /// <summary>Whether the response is starting: what the cookie handler writes from now on renews a session, and is not a sign-in.</summary>
    public bool IsResponseStarting { get; private set; }

    /// <summary>The stored ticket of the browser's session, as it was read.</summary>
    public StoredTicket? Stored { get; set; }

    /// <summary>The marks that were read together with the ticket.</summary>
    public ReadMarks? Marks { get; set; }

    public static SessionsOfRequest? Find(HttpContext context, ITicketStore store) =>
        context.Items.TryGetValue(store, out var found) ? (SessionsOfRequest?)found : null;

    public static SessionsOfRequest Get(HttpContext context, ITicketStore store)
    {
        if (Find(context, store) is { } found)
        {
            return found;
        }

        var sessions = new SessionsOfRequest(context.Response);
        context.Items[store] = sessions;
        return sessions;
    }

    /// <summary>
    /// Registers a callback for the start of the response. Called while the cookie handler reads the session: the callback that was registered last
    /// runs first, and the handler has registered its own before. One callback does both tasks, because every request with a session registers it.
    /// </summary>
    public void WatchResponse()
    {
        if (!Response.HasStarted)
        {
            VaryByCookie.Add(Response);
            Response.OnStarting(StartResponse, this);
        }
    }
}
