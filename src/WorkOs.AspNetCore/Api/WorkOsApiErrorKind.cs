namespace WorkOs.AspNetCore;

/// <summary>What a failed call to WorkOS means for the caller.</summary>
internal enum WorkOsApiErrorKind
{
    /// <summary>WorkOS understood the call and refused it; the same call will be refused again.</summary>
    Rejected,

    /// <summary>WorkOS could not be reached, or asks to retry later.</summary>
    Unavailable,

    /// <summary>The answer is not in the form of WorkOS's answers.</summary>
    Invalid,
}
