namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>A step of a refresh at which a machine can be killed.</summary>
internal enum RefreshStep
{
    /// <summary>No step: the machine runs on.</summary>
    None,

    /// <summary>Before the call to WorkOS.</summary>
    BeforeCall,

    /// <summary>WorkOS has answered, and nobody has read it.</summary>
    AfterAnswer,

    /// <summary>Before the session is written to the store.</summary>
    BeforeStore,

    /// <summary>The session is in the store, and the browser has no response.</summary>
    AfterStore,
}
