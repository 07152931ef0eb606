namespace WorkOs.AspNetCore;

/// <summary>Why an API key was not accepted.</summary>
public enum WorkOsApiKeyFailure
{
    /// <summary>The key was accepted, or there was none.</summary>
    None = 0,

    /// <summary>The value does not have the form of an API key. WorkOS was not called.</summary>
    Malformed,

    /// <summary>WorkOS does not accept the key: it was revoked, has expired, or never existed.</summary>
    Unknown,

    /// <summary>The key has expired by the clock of this machine.</summary>
    Expired,

    /// <summary>WorkOS accepts the key, but its owner is neither an organization nor a user with an organization.</summary>
    UnknownOwner,

    /// <summary>
    /// The value is the API key of this app itself (<see cref="WorkOsApiKeyOptions.ApiKey"/>). WorkOS was not called. Rotate the key, because a
    /// client has obtained it.
    /// </summary>
    ServerKey,

    /// <summary>WorkOS was not called, because too many requests with unknown keys arrived. The request is answered with 503.</summary>
    TooManyCalls,

    /// <summary>
    /// WorkOS could not validate the key: it cannot be reached, responds that the call should be retried later, or refuses the API key of this app.
    /// The request is answered with 503.
    /// </summary>
    Unavailable,
}
