namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>What came of a request.</summary>
internal enum AnswerKind
{
    /// <summary>Somebody is signed in.</summary>
    SignedIn,

    /// <summary>Nobody is signed in.</summary>
    SignedOut,

    /// <summary>The machine cannot tell just now (503 with Retry-After).</summary>
    Unavailable,

    /// <summary>No machine has answered.</summary>
    Unanswered,

    /// <summary>Anything else.</summary>
    Failed,
}
