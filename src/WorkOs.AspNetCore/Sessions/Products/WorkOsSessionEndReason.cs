namespace WorkOs.AspNetCore;

/// <summary>Why a session has ended.</summary>
public enum WorkOsSessionEndReason
{
    /// <summary>It was ended: by a sign-out, a webhook, or a call of the app.</summary>
    Ended,

    /// <summary>Its access token has expired, and there is no refresh token.</summary>
    Expired,

    /// <summary>WorkOS refused to refresh it, or answered with another user.</summary>
    RefreshRefused,

    /// <summary>The app refused the refreshed session, or its code threw while the session moved to another organization.</summary>
    RefusedByApp,
}
