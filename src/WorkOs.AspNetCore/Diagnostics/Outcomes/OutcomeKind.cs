namespace WorkOs.AspNetCore;

/// <summary>The operations with an outcome.</summary>
internal enum OutcomeKind
{
    /// <summary>A fetch of signing keys.</summary>
    Keys,

    /// <summary>A fetch of the metadata of an AuthKit domain.</summary>
    Metadata,

    /// <summary>A refresh of a session. A valid response of WorkOS counts as success, even if WorkOS refuses the refresh.</summary>
    Refresh,
}
