namespace WorkOs.AspNetCore;

/// <summary>The grants of <c>POST /user_management/authenticate</c> that this package uses.</summary>
/// <remarks>See <see href="https://workos.com/docs/reference/authkit/authentication"/>.</remarks>
internal static class AuthKitGrants
{
    public static WorkOsTokenRequest Code(WorkOsAuthKitOptions options, string code, string? verifier, string? invitation) =>
        Grant(options, "authorization_code") with { Code = code, CodeVerifier = verifier, InvitationToken = invitation };

    public static WorkOsTokenRequest Refresh(WorkOsAuthKitOptions options, string refreshToken, string? organization) =>
        Grant(options, "refresh_token") with { RefreshToken = refreshToken, OrganizationId = organization };

    public static WorkOsTokenRequest SelectOrganization(WorkOsAuthKitOptions options, string pendingToken, string organization) =>
        Grant(options, "urn:workos:oauth:grant-type:organization-selection") with
        {
            PendingAuthenticationToken = pendingToken,
            OrganizationId = organization,
        };

    private static WorkOsTokenRequest Grant(WorkOsAuthKitOptions options, string grantType) => new()
    {
        ClientId = options.ClientId,
        ClientSecret = options.ClientSecret,
        GrantType = grantType,
    };
}
