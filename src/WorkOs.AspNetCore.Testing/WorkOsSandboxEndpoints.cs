namespace WorkOs.AspNetCore.Testing;

/// <summary>The paths that the sandbox serves, to name in <see cref="WorkOsSandbox.FailNext(string, WorkOsSandboxFault, int)"/> and <see cref="WorkOsSandbox.CountOf"/>.</summary>
public static class WorkOsSandboxEndpoints
{
    /// <summary><c>GET /sso/authorize</c>: where a single sign-on begins.</summary>
    public const string SsoAuthorize = "/sso/authorize";

    /// <summary><c>POST /sso/token</c>: redeems the code for an access token and a profile.</summary>
    public const string SsoToken = "/sso/token";

    /// <summary><c>GET /sso/profile</c>: the profile of an access token.</summary>
    public const string SsoProfile = "/sso/profile";

    /// <summary><c>POST /sso/logout/authorize</c>: asks for a logout URL.</summary>
    public const string SsoLogoutAuthorize = "/sso/logout/authorize";

    /// <summary><c>GET /sso/logout</c>: signs out at the identity provider.</summary>
    public const string SsoLogout = "/sso/logout";

    /// <summary><c>GET /organizations</c>: the organizations of a domain.</summary>
    public const string Organizations = "/organizations";

    /// <summary><c>GET /idp</c>: the identity provider's list of applications (IdP-initiated sign-in).</summary>
    public const string IdentityProvider = "/idp";

    /// <summary><c>GET</c> and <c>POST /idp/sign-in</c>: the identity provider's sign-in page.</summary>
    public const string IdentityProviderSignIn = "/idp/sign-in";
}
