using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// What one request has done with the stored sessions of one cookie scheme, where that is not what the cookie handler
/// knows. Bound to the request and to the store, and gone with the request.
/// </summary>
internal sealed class SessionsOfRequest
{
    /// <summary>The id that the browser brought and nothing could be read under, whether or not there is something.</summary>
    public string? Unread { get; set; }

    /// <summary>The id of the session that began in the place of the one that the browser brought.</summary>
    public string? Begun { get; set; }

    /// <summary>What the cookie says from now on, where that is not what the browser brought.</summary>
    public SessionCookieText? Cookie { get; set; }

    /// <summary>Whether the response starts: what the cookie handler writes now renews a session, and is no sign-in.</summary>
    public bool IsResponseStarting { get; set; }

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

        var sessions = new SessionsOfRequest();
        context.Items[store] = sessions;
        return sessions;
    }
}
