namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// The paths of the sandbox, for <see cref="WorkOsSandbox.FailNext(string, WorkOsSandboxFault, int)"/> and <see cref="WorkOsSandbox.CountOf"/>.
/// </summary>
public static class WorkOsSandboxEndpoints
{
    /// <summary><c>GET /sso/authorize</c>: starts single sign-on.</summary>
    public const string SsoAuthorize = "/sso/authorize";

    /// <summary><c>POST /sso/token</c>: redeems the code for an access token and a profile.</summary>
    public const string SsoToken = "/sso/token";

    /// <summary><c>GET /sso/profile</c>: the profile of an access token.</summary>
    public const string SsoProfile = "/sso/profile";

    /// <summary><c>POST /sso/logout/authorize</c>: returns a logout URL.</summary>
    public const string SsoLogoutAuthorize = "/sso/logout/authorize";

    /// <summary><c>GET /sso/logout</c>: signs out at the identity provider.</summary>
    public const string SsoLogout = "/sso/logout";

    /// <summary>
    /// <c>GET</c> and <c>POST /organizations</c>: the organizations, filtered by domain if requested. <c>/organizations/</c> stands for single ones.
    /// </summary>
    public const string Organizations = "/organizations";

    /// <summary><c>POST /organization_domains</c>: a domain for an organization. <c>/organization_domains/</c> stands for single ones.</summary>
    public const string OrganizationDomains = "/organization_domains";

    /// <summary>
    /// <c>GET /connections</c>: the connections, filtered by organization if requested. <c>/connections/</c> stands for single ones.
    /// </summary>
    public const string Connections = "/connections";

    /// <summary><c>POST /portal/generate_link</c>: a link to the Admin Portal.</summary>
    public const string AdminPortalLinks = "/portal/generate_link";

    /// <summary><c>GET</c> and <c>POST /portal</c>: the Admin Portal's page.</summary>
    public const string AdminPortal = "/portal";

    /// <summary><c>GET /user_management/authorize</c>: starts an AuthKit sign-in.</summary>
    public const string AuthKitAuthorize = "/user_management/authorize";

    /// <summary><c>POST /user_management/authenticate</c>: redeems codes and refresh tokens.</summary>
    public const string AuthKitAuthenticate = "/user_management/authenticate";

    /// <summary><c>GET /user_management/sessions/logout</c>: ends a session in the browser.</summary>
    public const string AuthKitLogout = "/user_management/sessions/logout";

    /// <summary><c>POST /user_management/sessions/revoke</c>: ends a session from the server.</summary>
    public const string AuthKitRevoke = "/user_management/sessions/revoke";

    /// <summary>
    /// <c>GET</c> and <c>POST /user_management/users</c>: the users. <c>/user_management/users/</c> stands for single ones and their sessions.
    /// </summary>
    public const string AuthKitUsers = "/user_management/users";

    /// <summary>
    /// <c>GET</c> and <c>POST /user_management/organization_memberships</c>: the organizations of a user, the members of an organization.
    /// <c>/user_management/organization_memberships/</c> stands for single ones.
    /// </summary>
    public const string AuthKitMemberships = "/user_management/organization_memberships";

    /// <summary><c>GET</c> and <c>POST /user_management/invitations</c>: invitations. <c>/user_management/invitations/</c> stands for single ones.</summary>
    public const string AuthKitInvitations = "/user_management/invitations";

    /// <summary><c>GET /user_management/invitations/accept</c>: the page of the link in an invitation.</summary>
    public const string AuthKitInvitationPage = "/user_management/invitations/accept";

    /// <summary><c>GET /sso/jwks/{clientId}</c>: the key set of access tokens. It ends with a slash and stands for all paths below it.</summary>
    public const string JsonWebKeySets = "/sso/jwks/";

    /// <summary><c>GET /idp</c>: the identity provider's list of applications (IdP-initiated sign-in).</summary>
    public const string IdentityProvider = "/idp";

    /// <summary><c>GET</c> and <c>POST /idp/sign-in</c>: the identity provider's sign-in page.</summary>
    public const string IdentityProviderSignIn = "/idp/sign-in";

    /// <summary><c>POST /api_keys/validations</c>: validates an API key of a customer and returns its owner.</summary>
    public const string ApiKeyValidations = "/api_keys/validations";

    /// <summary><c>GET</c>, <c>POST</c> and <c>DELETE /user_management/authkit_oauth_resources</c>: the resource indicators of Connect.</summary>
    public const string ConnectResources = "/user_management/authkit_oauth_resources";

    /// <summary><c>GET /.well-known/openid-configuration</c> at the AuthKit domain: the metadata of OpenID Connect.</summary>
    public const string ConnectOpenIdConfiguration = "/.well-known/openid-configuration";

    /// <summary>
    /// <c>GET /.well-known/oauth-authorization-server</c> at the AuthKit domain: the metadata of RFC 8414, which is a different document.
    /// </summary>
    public const string ConnectServerMetadata = "/.well-known/oauth-authorization-server";

    /// <summary><c>GET /oauth2/authorize</c> at the AuthKit domain: starts a Connect sign-in.</summary>
    public const string ConnectAuthorize = "/oauth2/authorize";

    /// <summary><c>GET</c> and <c>POST /oauth2/consent</c> at the AuthKit domain: selects the organization and asks for consent.</summary>
    public const string ConnectConsent = "/oauth2/consent";

    /// <summary><c>GET /oauth2/error</c> at the AuthKit domain: the page for errors that must not be redirected to the application.</summary>
    public const string ConnectError = "/oauth2/error";

    /// <summary><c>POST /oauth2/token</c> at the AuthKit domain: redeems codes, refresh tokens and client credentials.</summary>
    public const string ConnectToken = "/oauth2/token";

    /// <summary><c>GET</c> and <c>POST /oauth2/userinfo</c> at the AuthKit domain: the user of an access token.</summary>
    public const string ConnectUserInfo = "/oauth2/userinfo";

    /// <summary><c>GET /oauth2/jwks</c> at the AuthKit domain: the key set of its tokens.</summary>
    public const string ConnectKeys = "/oauth2/jwks";

    /// <summary><c>POST /oauth2/introspection</c> at the AuthKit domain: returns whether a token is active, and its data.</summary>
    public const string ConnectIntrospection = "/oauth2/introspection";

    /// <summary><c>POST /oauth2/revoke</c> at the AuthKit domain: revokes a refresh token, if <c>AllowRevocation</c> is set.</summary>
    public const string ConnectRevocation = "/oauth2/revoke";

    /// <summary><c>POST /oauth2/register</c> at the AuthKit domain: registers a client, if <c>AllowDynamicRegistration</c> is set.</summary>
    public const string ConnectRegistration = "/oauth2/register";

    /// <summary>
    /// <c>POST /oauth2/device_authorization</c> at the AuthKit domain: always refused, as at WorkOS if the device flow is not enabled.
    /// </summary>
    public const string ConnectDeviceAuthorization = "/oauth2/device_authorization";
}
