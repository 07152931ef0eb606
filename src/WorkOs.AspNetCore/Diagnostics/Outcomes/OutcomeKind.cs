namespace WorkOs.AspNetCore;

/// <summary>What ended well or not.</summary>
internal enum OutcomeKind
{
    /// <summary>A fetch of signing keys.</summary>
    Keys,

    /// <summary>A fetch of the metadata of an AuthKit domain.</summary>
    Metadata,

    /// <summary>A refresh of a session. It ended well where WorkOS answered, whatever the answer.</summary>
    Refresh,
}
