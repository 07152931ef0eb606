namespace WorkOs.AspNetCore;

/// <summary>
/// What to do when a user arrives from their identity provider without having started at the app. The code that
/// comes with them is never redeemed as a sign-in, whatever is chosen here: nobody asked for it.
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
    /// As <see cref="Restart"/>, but where the request names no connection, redeem the code only to learn it, throw
    /// the profile away, and start a fresh sign-in with that connection. At most thirty times a minute for each scheme in a process,
    /// since such a request needs no state; beyond that as <see cref="Restart"/>.
    /// </summary>
    RestartWithLookup,
}
