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
}
