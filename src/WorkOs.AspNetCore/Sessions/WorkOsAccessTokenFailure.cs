namespace WorkOs.AspNetCore;

/// <summary>Why there is no access token.</summary>
public enum WorkOsAccessTokenFailure
{
    /// <summary>There is one.</summary>
    None = 0,

    /// <summary>The request has no session of the scheme: challenge the user.</summary>
    NoSession,

    /// <summary>The session keeps no tokens: see <c>AddWorkOsDistributedSessions</c> and <c>SaveTokens</c>.</summary>
    NotKept,

    /// <summary>The token has expired, and WorkOS gave no other: it could not be reached, or has ended the session.</summary>
    Unavailable,

    /// <summary>
    /// The token has expired, and the session is in the cookie, which a circuit of Blazor cannot renew: store sessions on the server with
    /// <c>AddWorkOsDistributedSessions</c>, or load the page anew.
    /// </summary>
    InCookie,
}
