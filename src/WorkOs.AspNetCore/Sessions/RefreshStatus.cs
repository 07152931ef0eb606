namespace WorkOs.AspNetCore;

/// <summary>How an attempt to refresh a session ended.</summary>
internal enum RefreshStatus
{
    /// <summary>There is a newer ticket, by this attempt or by another one that was faster.</summary>
    Refreshed,

    /// <summary>WorkOS could not be reached, or had trouble; the session may go on.</summary>
    Postponed,

    /// <summary>WorkOS refused another organization; the session goes on in its own.</summary>
    Refused,

    /// <summary>WorkOS has ended the session.</summary>
    Ended,
}
