using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// What one request has done with the stored sessions of one cookie scheme, where that is not what the cookie handler
/// knows. Bound to the request and to the store, and gone with the request.
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

    /// <summary>The id that the browser brought and nothing could be read under, whether or not there is something.</summary>
    public string? Unread { get; set; }

    /// <summary>The id of the session that began in the place of the one that the browser brought.</summary>
    public string? Begun { get; set; }

    /// <summary>What the cookie says from now on, where that is not what the browser brought.</summary>
    public SessionCookieText? Cookie { get; set; }

    /// <summary>Whether the response starts: what the cookie handler writes now renews a session, and is no sign-in.</summary>
    public bool IsResponseStarting { get; private set; }

    /// <summary>The ticket that the browser's session was stored with, as it was read.</summary>
    public StoredTicket? Stored { get; set; }

    /// <summary>What was read together with it.</summary>
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
    /// Notices when the response starts. Called while the cookie handler reads the session: the last callback is the first to run, and the handler has
    /// registered its own by then. One callback for both that the start is for, because every request with a session has it.
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
