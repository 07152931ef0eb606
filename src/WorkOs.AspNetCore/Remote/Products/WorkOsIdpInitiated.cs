namespace WorkOs.AspNetCore;

/// <summary>
/// Specifies what to do when a user arrives from the identity provider without having started at the app. The code of such a callback is never
/// redeemed as a sign-in, whatever the value, because this browser has not requested it.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/sso/login-flows"/>.</remarks>
public enum WorkOsIdpInitiated
{
    /// <summary>
    /// Start a fresh sign-in: with the connection or organization that the request names, else with the default of the
    /// options, else at the sign-in page. The default.
    /// </summary>
    Restart,

    /// <summary>Refuse with <see cref="WorkOsFailureCodes.IdpInitiated"/>.</summary>
    Reject,

    /// <summary>
    /// Like <see cref="Restart"/>, but if the request names no connection or organization, redeem the code only to find its connection, discard the
    /// profile, and start a fresh sign-in with that connection. At most thirty times a minute for each scheme in a process, because such a request
    /// needs no state; beyond that like <see cref="Restart"/>.
    /// </summary>
    RestartWithLookup,
}
