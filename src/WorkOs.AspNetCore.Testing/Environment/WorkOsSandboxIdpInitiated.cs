namespace WorkOs.AspNetCore.Testing;

/// <summary>What happens when a person opens the application from the identity provider's list of applications.</summary>
public enum WorkOsSandboxIdpInitiated
{
    /// <summary>The browser goes to the default redirect URI with a <c>code</c> and without a <c>state</c>. The default.</summary>
    Code,

    /// <summary>
    /// The connection does not allow it: the browser goes to the default redirect URI with
    /// <c>error=idp_initiated_sso_disabled</c>, <c>connection_id</c> and <c>organization_id</c>.
    /// </summary>
    Disabled,

    /// <summary>
    /// The browser goes to <see cref="WorkOsSandbox.SignInEndpoint"/> with <c>connection_id</c>, and the application starts the sign-in.
    /// </summary>
    SignInEndpoint,
}
