namespace WorkOs.AspNetCore;

/// <summary>What a failed call to WorkOS means for the caller.</summary>
internal enum WorkOsApiErrorKind
{
    /// <summary>WorkOS understood the call and refused it; the same call will be refused again.</summary>
    Rejected,

    /// <summary>WorkOS could not be reached, or asks to come back later.</summary>
    Unavailable,

    /// <summary>Something answered that does not speak as WorkOS does.</summary>
    Invalid,
}
