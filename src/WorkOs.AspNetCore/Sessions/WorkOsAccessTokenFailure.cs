namespace WorkOs.AspNetCore;

/// <summary>Why there is no access token.</summary>
public enum WorkOsAccessTokenFailure
{
    /// <summary>There is an access token.</summary>
    None = 0,

    /// <summary>The request has no session of the scheme: challenge the user.</summary>
    NoSession,

    /// <summary>The session keeps no tokens: see <c>AddWorkOsDistributedSessions</c> and <c>SaveTokens</c>.</summary>
    NotKept,

    /// <summary>The token has expired, and there is no new one: WorkOS could not be reached, or has ended the session.</summary>
    Unavailable,

    /// <summary>
    /// The token has expired, and the session is in the cookie, which a Blazor circuit cannot renew. Store sessions on the server with
    /// <c>AddWorkOsDistributedSessions</c>, or reload the page.
    /// </summary>
    InCookie,
}
