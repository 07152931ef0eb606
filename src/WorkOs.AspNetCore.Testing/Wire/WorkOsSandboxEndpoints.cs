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

    /// <summary><c>GET /connections/{id}</c>: organization and type of a connection. It ends in a slash and stands for all below.</summary>
    public const string Connections = "/connections/";

    /// <summary><c>GET /user_management/authorize</c>: where an AuthKit sign-in begins.</summary>
    public const string AuthKitAuthorize = "/user_management/authorize";

    /// <summary><c>POST /user_management/authenticate</c>: redeems codes and refresh tokens.</summary>
    public const string AuthKitAuthenticate = "/user_management/authenticate";

    /// <summary><c>GET /user_management/sessions/logout</c>: ends a session in the browser.</summary>
    public const string AuthKitLogout = "/user_management/sessions/logout";

    /// <summary><c>POST /user_management/sessions/revoke</c>: ends a session from the server.</summary>
    public const string AuthKitRevoke = "/user_management/sessions/revoke";

    /// <summary><c>GET /user_management/organization_memberships</c>: the organizations of a user.</summary>
    public const string AuthKitMemberships = "/user_management/organization_memberships";

    /// <summary><c>GET /sso/jwks/{clientId}</c>: the key set of access tokens. It ends in a slash and stands for all below.</summary>
    public const string JsonWebKeySets = "/sso/jwks/";

    /// <summary><c>GET /idp</c>: the identity provider's list of applications (IdP-initiated sign-in).</summary>
    public const string IdentityProvider = "/idp";

    /// <summary><c>GET</c> and <c>POST /idp/sign-in</c>: the identity provider's sign-in page.</summary>
    public const string IdentityProviderSignIn = "/idp/sign-in";
}
